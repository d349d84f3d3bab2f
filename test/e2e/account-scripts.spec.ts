import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startScript } from '../support/npm-script.js';

describe('npm run staff and npm run api-key', () => {
  let database: TestDatabase;
  let dataDir: string;

  const run = (script: string, ...args: string[]) =>
    startScript(script, { DATABASE_URL: database.url, DATA_DIR: dataDir }, ...args).ended;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'scripts-'));
  });
  afterAll(async () => {
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('add an account, and say the temporary password once', async () => {
    const added = await run(
      'staff',
      'add',
      '--email',
      'New@waooaw.com',
      '--name',
      'New person',
      '--role',
      'csm',
    );
    expect([added.code, added.err]).toEqual([0, '']);
    const first = /Temporary password: (\S+)/.exec(added.out)?.[1];
    expect(first).toMatch(/^[a-z2-9-]{23}$/);
    expect(await database.execute('select email, role, must_change from staff_member')).toEqual([
      { email: 'new@waooaw.com', role: 'csm', must_change: true },
    ]);
    const twice = await run('staff', 'add', '--email', 'new@waooaw.com', '--name', 'x', '--role', 'csm');
    expect([twice.code, twice.out, twice.err]).toEqual([1, '', expect.stringMatching(/exists already/)]);
  }, 60_000);

  it('make a key, alone on stdout, and refuse wrong usage with 64', async () => {
    const made = await run('api-key', '--name', 'ci', '--role', 'ops');
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^wao_[\w-]{43}\n$/)]);
    expect(made.err).not.toContain(made.out.trim());
    const refused = await run('api-key', '--name', 'ci', '--rule', 'ops');
    expect([refused.code, refused.out, refused.err]).toEqual([
      64,
      '',
      expect.stringMatching(/^Usage: npm run/),
    ]);
  }, 60_000);
});
