import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type HttpLogLine, RefusedUrlError } from './http-outcome.js';
import { ProviderHttp } from './provider-http.js';

const servers: Server[] = [];
const clients: ProviderHttp[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(origins: string[], more: { timeoutMs?: number; maxBytes?: number } = {}) {
  const lines: HttpLogLine[] = [];
  const http = new ProviderHttp({ origins, log: (line) => lines.push(line), ...more });
  clients.push(http);
  return { http, lines };
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((http) => http.onApplicationShutdown()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

describe(ProviderHttp.name, () => {
  it('returns status, headers, text and parsed JSON, whatever the status', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(401, { 'X-Rate': '7' }).end('{"success":false}');
    });
    const outcome = await client([origin]).http.send({ method: 'GET', url: `${origin}/v2/profile` });
    expect(outcome).toMatchObject({
      kind: 'answer',
      status: 401,
      text: '{"success":false}',
      json: { kind: 'json', value: { success: false } },
      headers: { 'x-rate': '7' },
    });
  });

  it('says so when the body is not JSON', async () => {
    const origin = await serve((_request, response) => response.writeHead(403).end('<html>blocked</html>'));
    const outcome = await client([origin]).http.send({ method: 'GET', url: `${origin}/` });
    expect(outcome).toMatchObject({ status: 403, json: { kind: 'not_json' } });
  });

  it('sends the exact body and headers', async () => {
    const origin = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.end(JSON.stringify({ body, key: request.headers['api-key'] })));
    });
    const outcome = await client([origin]).http.send({
      method: 'DELETE',
      url: `${origin}/v2/orders`,
      headers: { 'api-key': 'k' },
      body: '{"id":1}',
    });
    expect(outcome).toMatchObject({ json: { value: { body: '{"id":1}', key: 'k' } } });
  });

  it('refuses an origin that is not configured, and plain http beyond this machine', async () => {
    const { http } = client(['https://api.india.delta.exchange']);
    for (const url of [
      'https://api.delta.exchange/v2/profile',
      'https://api.india.delta.exchange.evil.example/',
      'https://user:pw@api.india.delta.exchange/',
      'http://api.india.delta.exchange/',
      'nonsense',
    ]) {
      await expect(http.send({ method: 'GET', url })).rejects.toThrow(RefusedUrlError);
    }
    expect(() => client(['http://api.india.delta.exchange'])).toThrow(RefusedUrlError);
  });

  it('hands a redirect back and never follows it', async () => {
    let reached = 0;
    const other = await serve((_request, response) => {
      reached += 1;
      response.end('{}');
    });
    const origin = await serve((_request, response) =>
      response.writeHead(302, { location: `${other}/steal` }).end(),
    );
    const { http } = client([origin, other]);
    const outcome = await http.send({ method: 'GET', url: `${origin}/`, headers: { 'api-key': 'k' } });
    expect(outcome).toMatchObject({ kind: 'answer', status: 302 });
    expect(reached).toBe(0);
  });

  it('turns a slow answer into a timeout', async () => {
    const origin = await serve(() => undefined);
    const outcome = await client([origin], { timeoutMs: 40 }).http.send({ method: 'GET', url: `${origin}/` });
    expect(outcome).toMatchObject({ kind: 'failure', cause: 'timeout' });
  });

  it('turns a body that stalls half way into a timeout', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('{');
    });
    const outcome = await client([origin], { timeoutMs: 60 }).http.send({ method: 'GET', url: `${origin}/` });
    expect(outcome).toMatchObject({ kind: 'failure', cause: 'timeout' });
  });

  it('names a closed port, a dropped connection and a failed TLS handshake', async () => {
    const dropping = await serve((request) => request.socket.destroy());
    const closed = await serve(() => undefined);
    await new Promise((done) => servers.pop()?.close(done));
    const tls = dropping.replace('http:', 'https:');
    const { http } = client([dropping, closed, tls]);
    const cause = async (url: string) => {
      const outcome = await http.send({ method: 'GET', url });
      return outcome.kind === 'failure' ? outcome.cause : outcome.status;
    };
    expect(await cause(dropping)).toBe('network');
    expect(await cause(closed)).toBe('refused');
    expect(await cause(tls)).toBe('tls');
  });

  it('stops reading at the cap', async () => {
    const origin = await serve((_request, response) => response.end('x'.repeat(5000)));
    const outcome = await client([origin], { maxBytes: 1000 }).http.send({
      method: 'GET',
      url: `${origin}/`,
    });
    expect(outcome).toMatchObject({ kind: 'failure', cause: 'too_large' });
  });

  it('rejects with the caller’s reason when the caller aborts', async () => {
    const abort = new AbortController();
    const origin = await serve(() => abort.abort(new Error('shutting down')));
    const { http } = client([origin]);
    const sent = http.send({ method: 'GET', url: `${origin}/`, signal: abort.signal });
    await expect(sent).rejects.toThrow('shutting down');
  });

  it('masks long parts of a path: a webhook’s path is its secret', async () => {
    const origin = await serve((_request, response) => response.end());
    const { http, lines } = client([origin]);
    for (const path of ['/services/T0/B0/PlantedPlanted123456789', '/v2/users/trading_preferences']) {
      await http.send({ method: 'POST', url: origin + path });
    }
    expect(lines.map(({ target }) => target.slice(origin.length))).toEqual([
      '/services/T0/B0/…',
      '/v2/users/trading_preferences',
    ]);
  });

  it('logs method, origin, path and outcome: no query, header or body', async () => {
    const origin = await serve((_request, response) => response.end('{"answer":"PLANTED"}'));
    const { http, lines } = client([origin]);
    await http.send({
      method: 'POST',
      url: `${origin}/v2/orders?token=PLANTED`,
      headers: { 'api-key': 'PLANTED' },
      body: 'PLANTED',
    });
    expect(lines).toEqual([
      expect.objectContaining({ method: 'POST', target: `${origin}/v2/orders`, outcome: '200' }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('PLANTED');
  });
});
