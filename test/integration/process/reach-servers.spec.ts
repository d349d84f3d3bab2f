import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import type { SMTPServerOptions } from 'smtp-server';
import { loadConfig } from '../../../src/config/load-config.js';
import { freePort } from '../../../src/platform/postgres/free-port.js';
import { ServerUnreachableError } from '../../../src/platform/process/server-unreachable.error.js';
import { reachServers } from '../../../src/reach-servers.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { reply, SmtpInbox } from '../../support/smtp-inbox.js';

const SECRET = 'not-to-be-shown';
const both = { web: true, worker: true };

type Fault = 'nobody listens' | 'unknown name' | 'silence';
type Variable = 'DATABASE_URL' | 'REDIS_URL' | 'SMTP_URL';
const servers: readonly (readonly [Variable, protocol: string, kind: string])[] = [
  ['DATABASE_URL', 'postgres', 'PostgreSQL'],
  ['REDIS_URL', 'redis', 'Redis'],
  ['SMTP_URL', 'smtp', 'The mail server'],
];

describe('reachServers', () => {
  const closers: (() => unknown)[] = [];
  const hosts: Record<Fault, string> = {
    'nobody listens': '',
    'unknown name': 'nowhere.invalid',
    silence: '',
  };
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    hosts['nobody listens'] = `127.0.0.1:${await freePort(undefined)}`;
    const mute = createServer((socket) => void socket.on('error', () => undefined));
    await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done));
    closers.push(() => mute.close());
    hosts.silence = `127.0.0.1:${(mute.address() as { port: number }).port}`;
  });
  afterAll(async () => {
    for (const close of closers) await close();
    await database.drop();
  });

  const reach = (env: Partial<Record<Variable, string>>, role = both) =>
    reachServers(loadConfig({ DATABASE_URL: database.url, ...env }, tmpdir()), role);

  /** What is said: what happened and what to do, a line each, and no secret. */
  async function said(env: Partial<Record<Variable, string>>): Promise<string> {
    const error: unknown = await reach(env).catch((thrown: unknown) => thrown);
    if (!(error instanceof ServerUnreachableError)) throw new Error('it was reached', { cause: error });
    expect(error.message.split('\n')).toHaveLength(2);
    expect(error.message).not.toContain(SECRET);
    return error.message;
  }

  const loggedIn = (url: string, user: string, password: string) =>
    Object.assign(new URL(url), { username: user, password }).href;

  async function mailServer(options: SMTPServerOptions, login = ''): Promise<string> {
    const server = new SmtpInbox(options);
    closers.push(() => server.stop());
    return server.start(login);
  }

  it.each(servers)(
    'tells of %s where nobody listens, whose name is unknown, and that is silent',
    async (...server) => {
      const [variable, protocol, kind] = server;
      const of = (fault: Fault) => said({ [variable]: `${protocol}://app:${SECRET}@${hosts[fault]}/app` });
      const [refused, unknown, silent] = await Promise.all([
        of('nobody listens'),
        of('unknown name'),
        of('silence'),
      ]);
      expect(refused).toMatch(`Not started: ${kind} at ${hosts['nobody listens']} refused the connection`);
      expect(refused).toMatch(`Start it, or correct host and port in ${variable}.`);
      expect(unknown).toMatch(/nowhere\.invalid:\d+ cannot be found/);
      expect(unknown).toMatch(`Correct the host in ${variable}`);
      expect(silent).toMatch('did not answer in time');
      expect(silent).toMatch(/firewall/);
    },
  );

  it('tells of PostgreSQL that refuses the login, and has no such database', async () => {
    const wrong = await said({ DATABASE_URL: loggedIn(database.url, 'somebody', SECRET) });
    expect(wrong).toMatch(/refused the login.*\n.*Correct user and password in DATABASE_URL/);
    const missing = await said({ DATABASE_URL: database.url.replace(/\/[^/]+$/, '/nowhere') });
    expect(missing).toMatch(/no database of that name \(3D000\)/);
  });

  const redis = process.env.TEST_REDIS_URL;
  (redis === undefined ? it.skip : it)(
    'tells of Redis that refuses the login, and passes one that lets us in',
    async () => {
      const wrong = await said({ REDIS_URL: loggedIn(redis ?? '', 'somebody', SECRET) });
      expect(wrong).toMatch(/refused the login.*\n.*Correct user and password in REDIS_URL/);
      await expect(reach({ REDIS_URL: redis ?? '' })).resolves.toBeUndefined();
    },
  );

  it('tells of a mail server that refuses the login, and passes one that lets us in or is busy', async () => {
    const strict: SMTPServerOptions = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) =>
        password === 'right' ? done(null, { user: 'mailer' }) : done(new Error('no')),
    };
    const wrong = await said({ SMTP_URL: await mailServer(strict, `mailer:${SECRET}@`) });
    expect(wrong).toMatch(/refused the login.*\n.*Correct user and password in SMTP_URL/);
    await expect(reach({ SMTP_URL: await mailServer(strict, 'mailer:right@') })).resolves.toBeUndefined();
    const busy = await mailServer({ onConnect: (_session, done) => done(reply(421, 'Come back later')) });
    await expect(reach({ SMTP_URL: busy })).resolves.toBeUndefined();
  });

  it('lets the web start without the mail server, to which it gives nothing', async () => {
    const away = { SMTP_URL: `smtp://${hosts['nobody listens']}` };
    await expect(reach(away, { web: true, worker: false })).resolves.toBeUndefined();
    await expect(reach(away, { web: false, worker: true })).rejects.toThrow(/mail server/);
  });
});
