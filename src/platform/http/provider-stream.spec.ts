import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { BodyTooLargeError, failureFrom, readBody, type HttpStream } from './http-outcome.js';
import { ProviderHttp, type StreamPatience } from './provider-http.js';

/** Answers over real sockets, as a server, a proxy or an enemy may give them. */
describe('A streamed answer', () => {
  const servers: Server[] = [];
  const clients: ProviderHttp[] = [];
  const patient: StreamPatience = { answerMs: 10_000, silenceMs: 10_000 };

  afterEach(async () => {
    await Promise.all(clients.splice(0).map((http) => http.onApplicationShutdown()));
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function ask(origin: string, patience = patient, signal?: AbortSignal) {
    const http = new ProviderHttp({ origins: [origin], log: () => undefined });
    clients.push(http);
    const call = { method: 'POST' as const, url: `${origin}/v1/chat/completions`, body: '{}' };
    return http.stream({ ...call, ...(signal ? { signal } : {}) }, patience);
  }

  async function opened(...args: Parameters<typeof ask>): Promise<HttpStream> {
    const answer = await ask(...args);
    if (answer.kind === 'failure') throw new Error(`no stream: ${answer.cause}`);
    return answer;
  }

  /** What was read before it ended, and why it ended. */
  async function read({ body }: HttpStream, onPiece: (text: string) => void = () => undefined) {
    let text = '';
    try {
      for await (const piece of body) {
        text += Buffer.from(piece).toString();
        onPiece(text);
      }
      return { text, error: null };
    } catch (error) {
      return { text, error };
    }
  }
  const causeOf = ({ error }: { error: unknown }) => failureFrom(error).cause;

  it('that is cut in the middle keeps what came, and is a fault of the connection', async () => {
    const origin = await serve((_request, response) => {
      response.write('data: half', () => response.destroy());
    });
    const got = await read(await opened(origin));
    expect(got.text).toBe('data: half');
    expect(causeOf(got)).toBe('network');
  });

  it('that ends before its stated length is a fault of the connection, too', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('data: short', () => response.socket?.end());
    });
    expect(causeOf(await read(await opened(origin)))).toBe('network');
  });

  it('that falls silent, or never begins, is given up after the patience for it', async () => {
    const silent = await serve((_request, response) => void response.write('data: one\n\n'));
    const mute = await serve(() => undefined);
    const [got, none] = await Promise.all([
      opened(silent, { ...patient, silenceMs: 500 }).then((answer) => read(answer)),
      ask(mute, { ...patient, answerMs: 500 }),
    ]);
    expect(got.text).toBe('data: one\n\n');
    expect(causeOf(got)).toBe('timeout');
    expect(none).toMatchObject({ kind: 'failure', cause: 'timeout' });
  });

  it('that drips for ever, never silent for long, is ended by its caller, and the connection with it', async () => {
    const dripping = Promise.withResolvers<ServerResponse>();
    const origin = await serve((_request, response) => {
      const timer = setInterval(() => response.write('.'), 5);
      response.once('close', () => clearInterval(timer));
      dripping.resolve(response);
    });
    const limit = new AbortController();
    const reason = new DOMException('long enough', 'TimeoutError');
    const answer = await opened(origin, patient, limit.signal);
    const closed = once(await dripping.promise, 'close');
    const got = await read(answer, (text) => {
      if (text.length > 3) limit.abort(reason);
    });
    expect(got.error).toBe(reason);
    await closed;
  });

  it('that is too large is left by whoever reads it, which ends the connection', async () => {
    const pouring = Promise.withResolvers<ServerResponse>();
    const origin = await serve((_request, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      };
      response.on('drain', pour);
      pouring.resolve(response);
      pour();
    });
    const { body } = await opened(origin);
    const closed = once(await pouring.promise, 'close');
    await expect(readBody(body, 100_000)).rejects.toBeInstanceOf(BodyTooLargeError);
    await closed;
  });

  it('that sends elsewhere is not followed: no credential goes there', async () => {
    let calls = 0;
    const other = await serve((_request, response) => {
      calls += 1;
      response.end('here');
    });
    const origin = await serve((_request, response) =>
      response.writeHead(307, { location: `${other}/v1` }).end(),
    );
    const answer = await opened(origin);
    expect([answer.status, (await read(answer)).text, calls]).toEqual([307, '', 0]);
  });

  it('that is packed, or says so and is not, comes as it is: nothing here grows', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    for (const bytes of [bomb, Buffer.from('not gzip at all')]) {
      const origin = await serve((_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes),
      );
      let size = 0;
      for await (const piece of (await opened(origin)).body) size += piece.length;
      expect(size).toBe(bytes.length);
    }
  });

  it('that nobody waits for any more is not asked for, and ends where it stands', async () => {
    const reason = new Error('cancelled by a person');
    const mute = await serve(() => undefined);
    await expect(ask(mute, patient, AbortSignal.abort(reason))).rejects.toBe(reason);
    const limit = new AbortController();
    const arrived = Promise.withResolvers<void>();
    const waiting = ask(await serve(() => arrived.resolve()), patient, limit.signal);
    await arrived.promise;
    limit.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
