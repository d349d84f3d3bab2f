import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PublicHttp } from '../../../platform/http/public-http.js';
import { PublicPages } from './public-pages.js';

const NAMES: Readonly<Record<string, string[]>> = {
  'inner.example': ['10.0.0.7'],
  'mixed.example': ['8.8.8.8', '192.168.1.1'],
  'metadata.example': ['169.254.169.254'],
};
const INNER = { kind: 'unreadable', reason: 'it leads to an address that is not on the open internet' };

describe('Pages of the open web', () => {
  let [server, inner]: (Server | undefined)[] = [];
  let http: PublicHttp;
  let pages: PublicPages;
  let innerPort = 0;
  let reached = 0;

  const listen = async (listener: RequestListener): Promise<Server> => {
    const made = createServer(listener);
    await new Promise<void>((ready) => made.listen(0, '127.0.0.1', ready));
    return made;
  };
  const portOf = (of: Server | undefined): number => (of?.address() as AddressInfo).port;

  const answers: Readonly<Record<string, RequestListener>> = {
    '/page': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end('<h1>Prices</h1>'),
    '/to-page': (_request, response) => void response.writeHead(301, { location: '/page' }).end(),
    '/to-loopback': (_request, response) =>
      void response.writeHead(302, { location: `http://127.0.0.1:${innerPort}/` }).end(),
    '/to-name': (_request, response) =>
      void response.writeHead(302, { location: 'http://inner.example/' }).end(),
    '/to-metadata': (_request, response) =>
      void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    '/huge': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('x'.repeat(1024 * 1024 + 1)),
    '/gone': (_request, response) => void response.writeHead(410).end(),
    '/busy': (_request, response) => void response.writeHead(503).end(),
    '/pdf': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF'),
    '/latin': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' }).end('x'),
    '/zipped': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('x'),
    '/script': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<script>render()</script>'),
  };

  beforeAll(async () => {
    inner = await listen((_request, response) => {
      reached += 1;
      response.end('secret');
    });
    innerPort = portOf(inner);
    server = await listen((request, response) => answers[request.url ?? '']?.(request, response));
    http = new PublicHttp({
      log: () => undefined,
      standIns: new Map([['rival.example', { address: '127.0.0.1', port: portOf(server) }]]),
      resolve: async (name) => {
        const found = NAMES[name];
        if (!found) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
        return found;
      },
    });
    pages = new PublicPages(http, 'tests');
  });
  afterAll(async () => {
    await http?.onApplicationShutdown();
    for (const one of [server, inner]) {
      one?.closeAllConnections();
      await new Promise((closed) => one?.close(closed));
    }
  });

  const look = (address: string) => pages.read(address, new AbortController().signal);

  it('reads a page, also behind a redirect', async () => {
    expect(await look('https://rival.example/page')).toEqual({ kind: 'read', lines: ['Prices'] });
    expect(await look('https://rival.example/to-page')).toEqual({ kind: 'read', lines: ['Prices'] });
  });

  it.each([
    'https://inner.example/',
    'https://mixed.example/',
    'https://metadata.example/',
    'https://rival.example/to-loopback',
    'https://rival.example/to-name',
    'https://rival.example/to-metadata',
  ])('does not go to %s', async (address) => {
    expect(await look(address)).toMatchObject(INNER);
    expect(reached).toBe(0);
  });

  it.each(['127.0.0.1', '169.254.169.254', '[::1]', '2130706433', '0.0.0.0'])(
    'does not go to the literal address %s',
    async (host) => {
      expect(await look(`http://${host}:${innerPort}/`)).toMatchObject({ ...INNER, passing: false });
      expect(reached).toBe(0);
    },
  );

  it.each([
    ['huge', 'it is larger than 1 MiB', false],
    ['gone', 'it answered 410', false],
    ['busy', 'it answered 503', true],
    ['pdf', 'it is neither a web page nor plain text', false],
    ['latin', 'its text is not in UTF-8', false],
    ['zipped', 'it is sent compressed although we ask for plain text', false],
    ['script', 'it holds no text without a browser', false],
  ])('says why it could not read /%s', async (path, reason, passing) => {
    expect(await look(`https://rival.example/${path}`)).toEqual({ kind: 'unreadable', reason, passing });
  });

  it('says that a name leads nowhere, which may pass', async () => {
    expect(await look('https://nowhere.example/')).toEqual({
      kind: 'unreadable',
      reason: 'its name leads nowhere',
      passing: true,
    });
  });
});
