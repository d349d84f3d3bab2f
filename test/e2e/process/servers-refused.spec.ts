import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../src/platform/postgres/free-port.js';
import { projectRoot } from '../../../src/platform/process/project-root.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const PROGRAMS = {
  'npm start': ['src/main.js'],
  'start:web': ['src/main.js', 'web'],
  'start:worker': ['src/worker.js'],
  migrate: ['scripts/migrate.js'],
} as const;
type Program = keyof typeof PROGRAMS;
const SECRET = 'not-to-be-shown';

/** What a person reads when a server that they set cannot be used; each cause has its test at `reachServers`. */
describe('A start whose servers cannot be used', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'onboarding-refused-'));
  let database: TestDatabase;
  let nobody: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    nobody = `127.0.0.1:${await freePort(undefined)}`;
  });
  afterAll(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** It exits 1 and says in two lines what happened and what to do: no stack, no log line, no secret. */
  async function refused(program: Program, env: Record<string, string>, words: string): Promise<void> {
    const [file, ...args] = PROGRAMS[program];
    const child = spawn(process.execPath, [join(projectRoot(), 'dist', file), ...args], {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: join(projectRoot(), 'node_modules/.cache/node'),
        DATA_DIR: dataDir,
        PORT: '0',
        DATABASE_URL: database.url,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (part: Buffer) => void (said += part.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^Not started: /) as unknown });
    expect(said).toContain(words);
    expect(said.trim().split('\n')).toHaveLength(2);
    expect(said).not.toMatch(/"level"|\bat .*\.js:\d|node_modules/);
    expect(said).not.toContain(SECRET);
  }

  it.each(['npm start', 'start:web', 'start:worker', 'migrate'] as const)(
    '%s says so of PostgreSQL',
    async (program) => {
      const url = `postgres://app:${SECRET}@${nobody}/app`;
      await refused(program, { DATABASE_URL: url }, `PostgreSQL at ${nobody} refused the connection`);
    },
  );

  it.each(['npm start', 'start:web', 'start:worker'] as const)('%s says so of Redis', async (program) => {
    const url = `redis://app:${SECRET}@${nobody}`;
    await refused(program, { REDIS_URL: url }, `Redis at ${nobody} refused the connection`);
  });

  it.each(['npm start', 'start:worker'] as const)('%s says so of the mail server', async (program) => {
    const url = `smtp://app:${SECRET}@${nobody}`;
    await refused(program, { SMTP_URL: url }, `The mail server at ${nobody} refused the connection`);
  });
});
