import { BusinessClock } from '../../../src/platform/clocks/business-clock.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { OPERATOR, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { ApiKeyService } from '../../../src/staff/api-keys/api-key.service.js';
import { FirstAdmin } from '../../../src/staff/first-admin.js';
import { StaffQueries } from '../../../src/staff/staff.queries.js';
import { startApp, type TestApp } from '../../support/app.js';

interface Given {
  id: string;
  email: string;
  temporaryPassword?: string;
  key?: string;
}

describe('Staff accounts and API keys', () => {
  let test: TestApp;
  let dispatcher: CommandDispatcher;

  const outcome = (
    name: string,
    id: string,
    input: object,
    actor: Actor = OPERATOR,
    idempotencyKey?: string,
  ) => dispatcher.dispatch(name, id, input, { actor, requestId: 'test', idempotencyKey });
  const done = async (name: string, id: string, input: object) =>
    (await outcome(name, id, input)).body as Given;
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  const add = (email: string, role = 'ops') => done('staff.add', '', { email, name: 'Ops person', role });

  beforeAll(async () => {
    test = await startApp({ worker: false });
    dispatcher = test.app.get(CommandDispatcher);
  });
  afterAll(async () => {
    await test?.close();
  });

  it('makes one first admin, however many processes start at once, and tells the password once', async () => {
    const first = test.app.get(FirstAdmin);
    const said = (await Promise.all([first.ensure(), first.ensure(), first.ensure()])).flat();
    expect(said).toEqual([
      expect.stringMatching(/^First admin: ops-team@waooaw\.com, password ([a-z2-9]{5}-){3}[a-z2-9]{5} /),
    ]);
    expect(await test.sql('select role from staff_member')).toEqual([{ role: 'admin' }]);
  });

  it('lets admins only, and takes no address twice, whatever its case', async () => {
    await add('one@waooaw.com');
    expect(await code(outcome('staff.add', '', { email: 'ONE@waooaw.com', name: 'x', role: 'ops' }))).toBe(
      'staff_exists',
    );
    expect(await code(outcome('staff.add', '', { email: 'two', name: 'x', role: 'ops' }))).toBe(
      'validation_failed',
    );
    expect(await code(outcome('staff.add', '', { email: 'a@b.co', name: 'x', role: 'customer' }))).toBe(
      'validation_failed',
    );
    for (const role of ['ops', 'security', 'leadership'] as const) {
      const actor: Actor = { kind: 'staff', id: newId(), role };
      expect(await code(outcome('staff.add', '', { email: 'a@b.co', name: 'x', role: 'admin' }, actor))).toBe(
        'forbidden',
      );
      expect(await code(outcome('api-key.create', '', { name: 'x', role: 'admin' }, actor))).toBe(
        'forbidden',
      );
    }
  });

  it('tells a temporary password and a key once: a repeated call gets the answer without it', async () => {
    const key = newId();
    const input = { email: 'once@waooaw.com', name: 'Once', role: 'csm' };
    const first = await outcome('staff.add', '', input, OPERATOR, key);
    const again = await outcome('staff.add', '', input, OPERATOR, key);
    const { temporaryPassword, ...rest } = first.body as Given;
    expect(temporaryPassword).toMatch(/^[a-z2-9-]{23}$/);
    expect([again.replayed, again.body]).toEqual([true, rest]);
    const made = await outcome('api-key.create', '', { name: 'bench', role: 'ops' }, OPERATOR, newId());
    const kept = JSON.stringify([
      await test.sql('select * from idempotency_key'),
      await test.sql('select * from api_key'),
      await test.sql('select * from history_entry'),
      await test.sql('select * from staff_member'),
    ]);
    expect(kept).toContain('"bench"');
    expect(kept).not.toContain((made.body as Given).key);
    expect(kept).not.toContain(temporaryPassword);
  });

  it('refuses an edit of older values, and opens a deactivated account again under its id', async () => {
    const { id, temporaryPassword } = await add('back@waooaw.com');
    expect(await code(outcome('staff.set-role', id, { version: 1, role: 'csm' }))).toBe('done');
    expect(await code(outcome('staff.set-role', id, { version: 1, role: 'ops' }))).toBe('version_conflict');
    expect(await code(outcome('staff.deactivate', id, {}))).toBe('done');
    for (const command of ['staff.deactivate', 'staff.reset']) {
      expect(await code(outcome(command, id, {}))).toBe('staff_not_active');
    }
    const back = await add('back@waooaw.com', 'product');
    expect(back.id).toBe(id);
    expect(back.temporaryPassword).not.toBe(temporaryPassword);
    expect(await test.sql('select type from history_entry where subject_id = ? order by id', [id])).toEqual(
      ['added', 'role_set', 'deactivated', 'added'].map((what) => ({ type: `staff.${what}` })),
    );
    expect(await test.app.get(StaffQueries).idOf('BACK@waooaw.com')).toBe(id);
  });

  it('keeps one admin, also when the last two leave at the same moment', async () => {
    const second = await add('second@waooaw.com', 'admin');
    const firstId = (await test.app.get(StaffQueries).idOf('ops-team@waooaw.com')) as string;
    const both = await Promise.all([
      code(outcome('staff.deactivate', second.id, {})),
      code(outcome('staff.set-role', firstId, { version: 1, role: 'ops' })),
    ]);
    expect(both.sort()).toEqual(['done', 'last_admin']);
    expect(await test.sql("select 1 from staff_member where role = 'admin' and active")).toHaveLength(1);
  });

  it('opens the API to a key until it is revoked, within its role and allow-list', async () => {
    const keys = test.app.get(ApiKeyService);
    const made = await done('api-key.create', '', {
      name: 'crm',
      role: 'integration',
      commands: ['escalation.open'],
    });
    expect(made.key).toMatch(/^wao_[\w-]{43}$/);
    const actor = (await keys.authenticate(made.key as string)) as Actor;
    expect(actor).toEqual({
      kind: 'integration',
      id: made.id,
      role: 'integration',
      commands: ['escalation.open'],
    });
    expect(await code(outcome('note.write', newId(), { kind: 'internal', body: 'x' }, actor))).toBe(
      'forbidden',
    );
    expect(await keys.authenticate(`${made.key}x`)).toBeUndefined();
    expect(await keys.authenticate('')).toBeUndefined();
    expect(await code(outcome('api-key.revoke', made.id, {}))).toBe('done');
    expect(await keys.authenticate(made.key as string)).toBeUndefined();
    expect(await code(outcome('api-key.revoke', made.id, {}))).toBe('api_key_revoked');
    expect(await code(outcome('api-key.revoke', newId(), {}))).toBe('not_found');
  });

  it.each([
    [{ name: 'x', role: 'integration' }],
    [{ name: 'x', role: 'integration', commands: [] }],
    [{ name: 'x', role: 'integration', commands: ['staff.add'] }],
    [{ name: 'x', role: 'integration', commands: ['no.such'] }],
    [{ name: 'x', role: 'ops', commands: ['escalation.open'] }],
  ])('refuses the allow-list of %j', async (input) => {
    expect(await code(outcome('api-key.create', '', input))).toBe('api_key_commands_refused');
  });

  it('lists accounts and keys without any hash', async () => {
    const { staff, apiKeys } = test.app.get(StaffQueries);
    for (const list of [staff, apiKeys]) {
      const rows = await list.find({ filters: [], sort: [list.defaultSort], limit: 50, offset: 0 });
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toMatch(/hash|argon2/i);
    }
  });

  it('tells when a key and an account were made by the clock that all else goes by', async () => {
    const [clock, em] = [test.app.get(BusinessClock), test.app.get(Database).em()];
    const ahead = new Date((await clock.now()).getTime() + 9 * 86_400_000);
    await clock.advanceTo(em, ahead);
    const member = await add('later@waooaw.com');
    const { id } = await done('api-key.create', '', { name: 'later', role: 'ops' });
    await done('api-key.revoke', id, {});
    const rows = await test.sql<{ early: boolean }>(
      `select least(created_at, password_set_at) < ? as early from staff_member where id = ?
       union all select least(created_at, revoked_at) < ? from api_key where id = ?`,
      [ahead, member.id, ahead, id],
    );
    expect(rows).toEqual([{ early: false }, { early: false }]);
  });
});
