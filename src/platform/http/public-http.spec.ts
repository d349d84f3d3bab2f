import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type HttpLogLine, RefusedUrlError } from './http-outcome.js';
import { PublicHttp } from './public-http.js';

const servers: Server[] = [];
const clients: PublicHttp[] = [];

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

function client(standIns: Record<string, number>, names: Record<string, string[]> = {}) {
  const lines: HttpLogLine[] = [];
  const asked: string[] = [];
  const http = new PublicHttp({
    log: (line) => lines.push(line),
    standIns: new Map(Object.entries(standIns).map(([name, port]) => [name, { address: '127.0.0.1', port }])),
    resolve: async (name) => {
      asked.push(name);
      const found = names[name];
      if (!found) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
      return found;
    },
    timeoutMs: 2000,
  });
  clients.push(http);
  return { http, lines, asked };
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((http) => http.onApplicationShutdown()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

describe(PublicHttp.name, () => {
  it('reaches a stand-in by its exact name, for http and https, with the real Host header', async () => {
    const hosts: Array<string | undefined> = [];
    const port = await serve((request, response) => {
      hosts.push(request.headers.host);
      response.end('{"objectClassName":"domain"}');
    });
    const { http, asked } = client({ 'rdap.org': port });
    const secure = await http.send({ method: 'GET', url: 'https://rdap.org/domain/example.com' });
    const plain = await http.send({ method: 'GET', url: 'http://RDAP.org/domain/example.com' });
    expect(secure).toMatchObject({ status: 200, json: { value: { objectClassName: 'domain' } } });
    expect(plain).toMatchObject({ status: 200 });
    expect(hosts).toEqual(['rdap.org', 'rdap.org']);
    expect(asked).toEqual([]);
  });

  it('refuses a name as soon as one of its addresses is not public', async () => {
    const { http } = client({}, { 'inner.example': ['10.0.0.5'], 'mixed.example': ['8.8.8.8', '127.0.0.1'] });
    for (const url of ['http://inner.example/', 'https://inner.example/', 'http://mixed.example/']) {
      expect(await http.send({ method: 'GET', url })).toMatchObject({ cause: 'forbidden_address' });
    }
  });

  it.each(['127.0.0.1', '[::1]', '0x7f.1', '2130706433', '169.254.169.254', '[::ffff:127.0.0.1]', '0.0.0.0'])(
    'refuses the literal address %s although a server listens there',
    async (host) => {
      let reached = 0;
      const port = await serve((_request, response) => {
        reached += 1;
        response.end();
      });
      const { http } = client({ '127.0.0.1': port });
      const outcome = await http.send({ method: 'GET', url: `http://${host}:${port}/` });
      expect(outcome).toMatchObject({ kind: 'failure', cause: 'forbidden_address' });
      expect(reached).toBe(0);
    },
  );

  it('checks every hop: a redirect inward is refused', async () => {
    let inner = 0;
    const innerPort = await serve((_request, response) => {
      inner += 1;
      response.end();
    });
    const port = await serve((request, response) => {
      const byName = request.url === '/by-name';
      response.writeHead(302, {
        location: byName ? 'http://inner.example/' : `http://127.0.0.1:${innerPort}/`,
      });
      response.end();
    });
    const { http } = client({ 'site.example': port }, { 'inner.example': ['192.168.0.2'] });
    for (const path of ['/by-name', '/by-address']) {
      const outcome = await http.send({ method: 'GET', url: `http://site.example${path}` });
      expect(outcome).toMatchObject({ cause: 'forbidden_address' });
    }
    expect(inner).toBe(0);
  });

  it('follows three redirects and not a fourth, and drops credentials towards another origin', async () => {
    const seen: IncomingMessage[] = [];
    const port = await serve((request, response) => {
      seen.push(request);
      const left = Number(request.url?.slice(1));
      const location = `http://b.example/${left - 1}`;
      if (left > 0) response.writeHead(302, { location }).end();
      else response.end('done');
    });
    const { http } = client({ 'a.example': port, 'b.example': port });
    const headers = { authorization: 'Bearer x', 'user-agent': 'ours' };
    const three = await http.send({ method: 'GET', url: 'http://a.example/3', headers });
    expect(three).toMatchObject({ status: 200, text: 'done' });
    expect(seen.map((request) => request.headers.authorization)).toEqual([
      'Bearer x',
      undefined,
      undefined,
      undefined,
    ]);
    expect(seen.every((request) => request.headers['user-agent'] === 'ours')).toBe(true);
    const four = await http.send({ method: 'GET', url: 'http://a.example/4' });
    expect(four).toMatchObject({ kind: 'failure', cause: 'too_many_redirects' });
  });

  it('hands a redirect of a POST back and does not send the body again', async () => {
    let calls = 0;
    const port = await serve((_request, response) => {
      calls += 1;
      response.writeHead(307, { location: 'http://hook.example/again' }).end();
    });
    const { http } = client({ 'hook.example': port });
    const outcome = await http.send({ method: 'POST', url: 'http://hook.example/', body: '{}' });
    expect(outcome).toMatchObject({ kind: 'answer', status: 307 });
    expect(calls).toBe(1);
  });

  it('tells a name that does not exist', async () => {
    const outcome = await client({}).http.send({ method: 'GET', url: 'http://nowhere.example/' });
    expect(outcome).toMatchObject({ kind: 'failure', cause: 'dns', errorCode: 'ENOTFOUND' });
  });

  it('refuses other schemes and user names in the address', async () => {
    const { http } = client({});
    for (const url of ['file:///etc/passwd', 'ftp://a.example/', 'http://user:pw@a.example/', '']) {
      await expect(http.send({ method: 'GET', url })).rejects.toThrow(RefusedUrlError);
    }
  });

  it('logs the origin only: a webhook’s path may be its secret', async () => {
    const port = await serve((_request, response) => response.end());
    const { http, lines } = client({ 'hooks.example': port });
    await http.send({
      method: 'POST',
      url: 'http://hooks.example/services/PLANTED?x=PLANTED',
      body: 'PLANTED',
    });
    expect(lines).toEqual([expect.objectContaining({ target: 'http://hooks.example', outcome: '200' })]);
    expect(JSON.stringify(lines)).not.toContain('PLANTED');
  });
});
