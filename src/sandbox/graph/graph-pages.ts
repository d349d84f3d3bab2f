/** A page as the stand-in knows it. */
export interface SandboxPage {
  readonly id: string;
  readonly name: string;
  readonly tasks: readonly string[];
  /** Linked professional account. */
  readonly instagram: { readonly id: string; readonly username: string } | null;
}

const MANAGER = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MANAGE', 'MESSAGING', 'MODERATE'];

const clinic: SandboxPage = {
  id: '104938271650001',
  name: 'Sandbox Clinic',
  tasks: MANAGER,
  instagram: { id: '17841400000000001', username: 'sandbox_clinic' },
};
const hospital: SandboxPage = {
  id: '104938271650002',
  name: 'Sandbox Hospital',
  tasks: MANAGER,
  instagram: { id: '17841400000000002', username: 'sandbox_hospital' },
};
const journal: SandboxPage = {
  id: '104938271650003',
  name: 'Sandbox Journal',
  tasks: ['ANALYZE'],
  instagram: null,
};

const agency: SandboxPage[] = Array.from({ length: 130 }, (_, at) => ({
  ...clinic,
  id: String(104938271660000 + at),
  name: `Sandbox Client ${at + 1}`,
  instagram: at === 0 ? { id: '17841400000000003', username: 'sandbox_client_1' } : null,
}));

const OF: Readonly<Record<string, readonly SandboxPage[]>> = {
  many_pages: [clinic, hospital, journal],
  hundred_pages: agency,
  personal_no_ig_link: [{ ...clinic, instagram: null }],
  no_pages: [],
  no_task: [{ ...clinic, tasks: ['ANALYZE'] }],
};

export const pagesOf = (scenario: string): readonly SandboxPage[] => OF[scenario] ?? [clinic];

/** A page that a person selected in place of theirs (`granular_other_target`). */
export const OTHER_PAGE = hospital;
