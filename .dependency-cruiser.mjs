/** The direction of imports: an explicit table of allowed edges between the folders of src. */
const any = ['platform', 'config'];
const leaves = ['staff', 'mail', 'escalations'];
const rooms = ['customers', 'calls', 'agents', 'credentials', 'trials', 'goals', 'notes', ...leaves];
const readers = [...rooms, 'onboarding', 'metrics', 'health'];

const edges = {
  config: [],
  platform: ['config'],
  staff: any,
  mail: any,
  escalations: any,
  customers: [...any, ...leaves],
  calls: [...any, ...leaves, 'customers'],
  agents: [...any, ...leaves, 'customers', 'calls'],
  credentials: [...any, ...leaves, 'customers', 'calls', 'agents'],
  trials: [...any, ...leaves, 'customers', 'calls', 'agents', 'credentials'],
  goals: [...any, ...leaves, 'customers', 'calls', 'agents', 'credentials', 'trials'],
  notes: [...any, ...leaves, 'customers'],
  onboarding: [...any, ...rooms, 'health'],
  metrics: [...any, ...rooms, 'onboarding'],
  health: [...any, ...rooms],
  sandbox: [...any, 'staff'],
  admin: [...any, ...readers],
  portal: [...any, ...readers],
  api: [...any, ...readers],
};
const composition = '^src/[a-z.-]+\\.ts$';
/** Doors that offer what composition gathers. */
const doors = ['admin', 'portal', 'api'];

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(edges).map(([room, allowed]) => ({
      name: `direction-${room}`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^src/',
        pathNot: [
          `^src/${room}/`,
          ...allowed.map((name) => `^src/${name}/`),
          ...(doors.includes(room) ? [composition] : []),
        ],
      },
    })),
    {
      name: 'secrets-open-in-jobs-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$|^src/platform/vault/|^src/[a-z]+/jobs/' },
      to: { path: '^src/platform/vault/vault-reader' },
    },
    {
      name: 'rooms-know-no-composition',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/(admin|portal|api)/' },
      to: { path: composition },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^src/admin/components/' },
  },
};
