import { Router } from 'adminjs';

import { COMMANDS } from '../../src/commands.js';
import { PanelContent } from '../../src/admin/panel.ports.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { mayAct, STAFF_ROLES, type StaffRole } from '../../src/platform/unit-of-work/actor.js';
import { Browser } from '../support/browser.js';
import { insertCustomer } from '../support/customers.js';
import { ask, press, refusal, startRealPanel, type RealPanel } from '../support/panel/real-panel.js';

const WALK = [
  'customers signups calls goal-approvals escalations trials agents credentials goals goal-runs deliverables',
  'notes mails domain-checks weekly-reports surveys contacts credential-tests csms csm-absences',
  'slack-messages',
].flatMap((line) => line.split(' '));
/** Written out once more, by hand: whoever opens a list to another role says so here as well. */
const MAY_READ: Readonly<Record<StaffRole, readonly string[]>> = {
  ops: [...WALK, 'domain-rules'],
  csm: WALK,
  security: [
    ...'customers signups escalations credentials domain-checks contacts credential-tests'.split(' '),
    ...['domain-rules', 'slack-messages'],
  ],
  engineering: 'escalations goals goal-runs mails credential-tests slack-messages'.split(' '),
  product: ['escalations', 'slack-messages'],
  leadership: 'customers calls escalations trials goal-runs deliverables weekly-reports surveys'.split(' '),
  admin: [...WALK, 'domain-rules', 'staff', 'api-keys'],
};
/** The same of pages. */
const MAY_OPEN: Readonly<Record<string, readonly StaffRole[]>> = {
  scheduler: ['engineering', 'ops', 'admin'],
  settings: ['admin'],
  'mail-templates': ['ops', 'csm', 'admin'],
};
/** Never a column of any list, whatever a room declares. */
const NEVER = /password|secret|hash|token_?hash|key_?hash|sealed|session|lease/i;

let panel: RealPanel;
let lists: PanelContent['lists'];
let customerId: string;

/** Everything a GET could have changed. */
async function traces(): Promise<unknown> {
  const tables = await panel.web.sql<{ name: string }>(
    `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and relkind = 'r' and relname not in ('session') order by 1`,
  );
  const counted: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await panel.web.sql(
      `select count(*)::int as rows, sum(hashtext(t::text))::text as content from "${name}" t`,
    );
    counted[name] = row;
  }
  return counted;
}

beforeAll(async () => {
  panel = await startRealPanel();
  lists = panel.web.app.get(PanelContent, { strict: false }).lists;
  customerId = await insertCustomer(panel.web);
  const { people } = panel;
  for (const trigger of ['platform_integration_failing', 'suspicious_signup', 'feature_request'])
    await people.dispatch('escalation.open', customerId, { trigger, cause: `Seen: ${trigger}` });
}, 120_000);
afterAll(() => panel?.close());

describe('The panel under attack', () => {
  it('opens each list to the roles that need it, its pages and its rows alike', async () => {
    const known = lists.map(({ id }) => id);
    expect(known.filter((id) => !MAY_READ.admin.includes(id))).toEqual([]);
    for (const role of STAFF_ROLES) {
      const expected = known.filter((id) => MAY_READ[role].includes(id));
      const open: Record<string, string[]> = { page: [], rows: [], record: [], actions: [] };
      for (const id of known) {
        const paths = {
          page: `resources/${id}`,
          rows: `api/resources/${id}/actions/list`,
          record: `api/resources/${id}/records/${newId()}/show`,
          actions: `data/actions/${id}`,
        };
        for (const [kind, path] of Object.entries(paths)) {
          const { status } = await ask(panel.as[role], path);
          expect([path, [200, 403, 404].includes(status)]).toEqual([path, true]);
          if (status !== 403) open[kind]?.push(id);
        }
      }
      expect({ role, ...open }).toEqual({
        role,
        page: expected,
        rows: expected,
        record: expected,
        actions: expected,
      });
    }
  }, 120_000);

  it('opens each page that is no list to the roles that need it', async () => {
    const { pages } = panel.web.app.get(PanelContent, { strict: false });
    expect(pages.map(({ name }) => name).sort()).toEqual(Object.keys(MAY_OPEN).sort());
    for (const [name, roles] of Object.entries(MAY_OPEN))
      for (const role of STAFF_ROLES) {
        const { status } = await panel.as[role].get(`/admin/pages/${name}`);
        expect([name, role, status]).toEqual([name, role, roles.includes(role) ? 200 : 403]);
      }
  });

  it('names in a page only what is open to its reader', async () => {
    for (const role of STAFF_ROLES) {
      const html = await (await panel.as[role].get('/admin')).text();
      const state = JSON.parse(/id="panel-state">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as {
        redux: { resources: { id: string }[]; pages: { name: string }[] };
        session: object;
      };
      const named = state.redux.resources.map(({ id }) => id);
      expect(named.filter((id) => !MAY_READ[role].includes(id))).toEqual([]);
      expect(Object.keys(state.session).sort()).toEqual(['email', 'id', 'name', 'role']);
    }
  });

  it('shows security, engineering and product their own escalations only', async () => {
    const seen = async (role: StaffRole): Promise<string[]> => {
      const answer = await ask(panel.as[role], 'api/resources/escalations/actions/list');
      const { records, meta } = (await answer.json()) as {
        records: { params: { team: string } }[];
        meta: { total: number };
      };
      expect(meta.total).toBe(records.length);
      return records.map(({ params }) => params.team).sort();
    };
    expect(await seen('ops')).toEqual(['engineering', 'product', 'security']);
    for (const team of ['security', 'engineering', 'product'] as const) {
      expect(await seen(team)).toEqual([team]);
      for (const { id, team: owner } of await panel.web.sql<{ id: string; team: string }>(
        'select id, team from escalation',
      )) {
        for (const path of [`api/resources/escalations/records/${id}/show`, `data/actions/escalations/${id}`])
          expect([path, (await ask(panel.as[team], path)).status]).toEqual([
            path,
            owner === team ? 200 : 404,
          ]);
      }
    }
  });

  it('lets out declared columns only, and offers no filter or sort on others', async () => {
    const ops = panel.as.admin;
    for (const list of lists) {
      const declared = new Set([
        'id',
        ...list.columns.flatMap(({ name, referenceLabel }) => [name, referenceLabel]),
      ]);
      expect([...declared].filter((name) => NEVER.test(name ?? ''))).toEqual([]);
      const answer = await ask(ops, `api/resources/${list.id}/actions/list`);
      const { records } = (await answer.json()) as { records: { params: object }[] };
      for (const { params } of records)
        expect(Object.keys(params).filter((name) => !declared.has(name))).toEqual([]);
      for (const hidden of [
        'passwordHash',
        'keyHash',
        'password_hash',
        '__proto__',
        'constructor',
        'emailKey',
      ])
        for (const query of [`filters.${hidden}=a`, `filters.${hidden}~~from=a`, `sortBy=${hidden}`])
          expect([query, (await ask(ops, `api/resources/${list.id}/actions/list?${query}`)).status]).toEqual([
            query,
            400,
          ]);
    }
  }, 120_000);

  it('holds no hash or secret in anything an admin can open', async () => {
    const kept = await panel.web.sql<{ hash: string }>('select password_hash as hash from staff_member');
    const read = [await (await panel.as.admin.get('/admin')).text()];
    for (const { id } of lists) {
      const answer = await ask(panel.as.admin, `api/resources/${id}/actions/list?perPage=100`);
      const text = await answer.text();
      read.push(text);
      for (const record of (JSON.parse(text) as { records: { id: string }[] }).records)
        for (const path of [
          `api/resources/${id}/records/${record.id}/show`,
          `data/actions/${id}/${record.id}`,
        ])
          read.push(await (await ask(panel.as.admin, path)).text());
    }
    const all = read.join('\n');
    expect(kept.length).toBeGreaterThan(6);
    for (const { hash } of kept) expect(all.includes(hash)).toBe(false);
    expect(all).not.toMatch(/\$argon2/);
  }, 60_000);
});

describe('A change through the panel', () => {
  it('is never made by GET, by no route AdminJS knows and by no command', async () => {
    const before = await traces();
    const fill = (path: string, id: string, action: string): string =>
      path
        .replace('{resourceId}', id)
        .replace('{recordId}', customerId)
        .replace('{action}', action)
        .replace('{pageName}', 'scheduler')
        .replace('/{query}', '/a');
    const actions = ['list', 'show', 'new', 'edit', 'delete', 'bulkDelete', 'search', 'approve'];
    for (const { path } of Router.routes)
      for (const action of path.includes('{action}') ? actions : ['-']) {
        const answer = await ask(panel.as.admin, fill(path, 'customers', action).slice(1));
        expect([path, action, [200, 404].includes(answer.status)]).toEqual([path, action, true]);
      }
    for (const name of Object.keys(COMMANDS))
      for (const query of ['', `?subjectId=${customerId}`, '/run'])
        expect((await ask(panel.as.admin, `commands/${name}${query}`)).status).toBe(404);
    expect(await traces()).toEqual(before);
  }, 120_000);

  it('has no other door: what AdminJS would take by POST is not there', async () => {
    const before = await traces();
    for (const { path, method } of Router.routes.filter((route) => route.method !== 'GET'))
      for (const action of ['new', 'edit', 'delete', 'bulkDelete', 'list', 'show']) {
        const address = path
          .replace('{resourceId}', 'customers')
          .replace('{recordId}', customerId)
          .replace('{action}', action);
        const answer = await panel.as.admin.post(`/admin${address}`, { status: 'active', passwordHash: 'x' });
        expect([method, address, answer.status]).toEqual([method, address, 404]);
      }
    expect(await traces()).toEqual(before);
  });

  it('is refused to every role that a command does not name', async () => {
    for (const { name, roles } of Object.values(COMMANDS))
      for (const role of STAFF_ROLES) {
        if (mayAct({ kind: 'staff', id: '', role }, roles)) continue;
        const answer = await press(panel.as[role], name, { subjectId: customerId, input: {} });
        expect([name, role, ...(await refusal(answer))]).toEqual([name, role, 403, 'forbidden']);
      }
  }, 120_000);

  it('needs a session, a page of this site, a known command and nothing unknown in the body', async () => {
    const before = await traces();
    const { ops } = panel.as;
    const body = { subjectId: customerId, input: { body: 'x', kind: 'internal' } };
    const nobody = new Browser(panel.web.url);
    expect(await refusal(await press(nobody, 'note.write', body))).toEqual([401, 'unauthenticated']);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {},
    ])
      expect(await refusal(await press(ops, 'note.write', body, headers))).toEqual([403, 'forbidden']);
    for (const name of ['note.unknown', '__proto__', 'constructor', 'toString'])
      expect((await press(ops, name, body)).status).toBe(404);
    for (const strange of [
      { ...body, role: 'admin' },
      { ...body, subjectId: 7 },
      { ...body, input: [] },
    ])
      expect(await refusal(await press(ops, 'note.write', strange))).toEqual([400, 'validation_failed']);
    const mass = { ...body, input: { ...body.input, authorId: newId() } };
    expect(await refusal(await press(ops, 'note.write', mass))).toEqual([400, 'validation_failed']);
    const form = await ops.post('/admin/commands/note.write', { subjectId: customerId });
    expect([400, 404, 415]).toContain(form.status);
    const after = (await traces()) as Record<string, unknown>;
    expect({ ...after, command_log: null }).toEqual({ ...(before as object), command_log: null });
  });
});
