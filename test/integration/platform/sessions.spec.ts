import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Deployment } from '../../../src/config/app-config.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { SystemClock } from '../../../src/platform/clocks/system-clock.js';
import { BrowserSessions } from '../../../src/platform/sessions/browser-sessions.js';
import { loadKeyRing } from '../../../src/platform/vault/load-key-ring.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

describe('Sessions in the database', () => {
  let database: TestDatabase;
  let dataDir: string;
  const open: { server: Server; sessions: BrowserSessions }[] = [];

  /** A web process of its own: `/portal/in` signs in, `/portal/who` tells. */
  async function process(deployment: Deployment): Promise<string> {
    const base = loadConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir });
    loadKeyRing(base);
    const keys = [{ kid: 'k1', base64: Buffer.alloc(32, 7).toString('base64') }];
    const config = base.with({ deployment, secrets: { keys } });
    const sessions = new BrowserSessions(config, new SystemClock());
    const app = express().set('trust proxy', 1);
    app.use('/portal', ...sessions.middleware('portal', '/portal'));
    app.get('/portal/in', (request, response, next) => {
      sessions.signIn(request, { id: 'somebody', epoch: 3 }).then(() => response.json('in'), next);
    });
    app.get('/portal/who', (request, response) => void response.json(sessions.signedIn(request) ?? null));
    const server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    open.push({ server, sessions });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const secure = { 'x-forwarded-proto': 'https' };
  const cookieOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0] ?? '')
      .join('; ');
  const read = async (response: Response): Promise<unknown> => response.json();

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'sessions-'));
  });
  afterAll(async () => {
    for (const { server, sessions } of open) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await sessions.onApplicationShutdown();
    }
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('sends its cookie by https only outside the sandbox', async () => {
    const url = await process('production');
    const plain = await fetch(`${url}/portal/in`);
    expect(plain.headers.getSetCookie()).toEqual([]);
    const response = await fetch(`${url}/portal/in`, { headers: secure });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Secure-waooaw_portal=[^;]+; Path=\/portal; HttpOnly; Secure; SameSite=Lax$/),
    ]);
  });

  it('is known to every web process, and nothing is kept for a visitor', async () => {
    const [one, two] = [await process('production'), await process('production')];
    const visit = await fetch(`${one}/portal/who`, { headers: secure });
    expect([await read(visit), cookieOf(visit)]).toEqual([null, '']);
    const cookie = cookieOf(await fetch(`${one}/portal/in`, { headers: secure }));
    const answer = await fetch(`${two}/portal/who`, { headers: { ...secure, cookie } });
    expect(await read(answer)).toEqual({ id: 'somebody', epoch: 3 });
  });

  it('does not take a session id that it did not sign', async () => {
    const url = await process('production');
    const cookie = cookieOf(await fetch(`${url}/portal/in`, { headers: secure }));
    const [name = '', value = ''] = cookie.split('=');
    const id = decodeURIComponent(value).slice(2).split('.')[0] ?? '';
    expect(await database.execute('select 1 from session where sid = $1', [id])).toHaveLength(1);
    for (const forged of [`s:${id}.`, `s:${id}.AAAA`, id]) {
      const asked = await fetch(`${url}/portal/who`, {
        headers: { ...secure, cookie: `${name}=${encodeURIComponent(forged)}` },
      });
      expect(await read(asked)).toBeNull();
    }
  });
});
