import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A request as a stand-in judges it. */
export interface StandInRequest {
  method: string;
  /** Without query. */
  path: string;
  /** With its `?` as received; empty for none. */
  query: string;
  params: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Exactly as received. */
  rawBody: Buffer;
  remoteAddress: string;
}

/**
 * One answer of a stand-in. `drop` closes the connection without a word; `pieces` are sent as they come, and break the
 * connection when they throw.
 */
export type StandInReply =
  | { status: number; body: unknown; headers?: Record<string, string> }
  | { status: number; html: string; headers?: Record<string, string> }
  | { status: number; pieces: AsyncIterable<string>; headers?: Record<string, string> }
  | 'drop';

export interface StandInServer {
  /** `http://127.0.0.1:port`, to be a platform's base URL. */
  url: string;
  /** Method and path of every call so far, oldest first. */
  calls(): readonly string[];
  close(): Promise<void>;
}

const MAX_BODY = 64 * 1024;
const MAX_CALLS_KEPT = 1_000;

/** An HTTP server on 127.0.0.1 that answers as told. For the sandbox, training and tests only. */
export async function startStandIn(
  reply: (request: StandInRequest) => StandInReply | Promise<StandInReply>,
  port = 0,
): Promise<StandInServer> {
  const calls: string[] = [];
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const request = await read(incoming);
      calls.push(`${request.method} ${request.path}`);
      if (calls.length > MAX_CALLS_KEPT) calls.shift();
      await write(response, await reply(request));
    } catch {
      response.destroy();
    }
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((ready, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', ready);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The fields of a form body; a body of another type has none. */
export function formOf({ headers, rawBody }: StandInRequest): URLSearchParams {
  const type = String(headers['content-type'] ?? '');
  return new URLSearchParams(
    type.startsWith('application/x-www-form-urlencoded') ? rawBody.toString('utf8') : '',
  );
}

export const bearerOf = ({ headers }: StandInRequest): string =>
  /^Bearer (\S+)$/.exec(String(headers['authorization'] ?? ''))?.[1] ?? '';

async function read(incoming: IncomingMessage): Promise<StandInRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('The body is too large.');
    chunks.push(chunk);
  }
  const raw = incoming.url ?? '/';
  const at = raw.indexOf('?');
  const query = at < 0 ? '' : raw.slice(at);
  return {
    method: incoming.method ?? 'GET',
    path: at < 0 ? raw : raw.slice(0, at),
    query,
    params: new URLSearchParams(query),
    headers: incoming.headers,
    rawBody: Buffer.concat(chunks),
    remoteAddress: incoming.socket.remoteAddress ?? '',
  };
}

async function write(response: ServerResponse, reply: StandInReply): Promise<void> {
  if (reply === 'drop') {
    response.destroy();
    return;
  }
  if ('pieces' in reply) {
    response.writeHead(reply.status, reply.headers);
    // Ends with the reader: what nobody takes any more is not written.
    await pipeline(Readable.from(reply.pieces), response);
    return;
  }
  const [type, text] =
    'html' in reply ? ['text/html', reply.html] : ['application/json', JSON.stringify(reply.body)];
  response.writeHead(reply.status, { 'content-type': type, ...reply.headers }).end(text);
}
