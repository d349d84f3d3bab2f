import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { accountReply, needsSignature } from './delta-account-routes.js';
import { admit, rateLimited } from './delta-gate.js';
import { marketReply } from './delta-market-routes.js';
import { BLOCKED_BY_CDN, type DeltaReply, type DeltaRequest, refusal } from './delta-reply.js';
import { RateWindow, unitsOf } from './rate-window.js';

export interface DeltaSandboxSettings {
  /** Checks signatures: the system clock outside tests. */
  clock: { now(): Date };
  /** Moves the market; `clock` unless given. */
  marketClock?: { now(): Date | Promise<Date> };
  /** Any free port unless given. */
  port?: number;
  /** Units in five minutes for each caller; 10,000 unless given. */
  quota?: number;
}

export interface DeltaSandbox {
  /** `http://127.0.0.1:port`, to be the exchange's base URL. */
  url: string;
  /** Method and path of every call so far, oldest first. */
  calls(): readonly string[];
  close(): Promise<void>;
}

const MAX_BODY = 64 * 1024;
const MAX_CALLS_KEPT = 1_000;

/**
 * A stand-in for Delta Exchange on 127.0.0.1, as strict as the real one: user agent, quota, key, time window,
 * signature over the raw bytes, address, permission, schema. For the sandbox, training and tests only.
 */
export async function startDeltaSandbox(settings: DeltaSandboxSettings): Promise<DeltaSandbox> {
  const exchange = new Exchange(settings);
  const server = createServer((request, response) => void exchange.serve(request, response));
  await new Promise<void>((ready, failed) => {
    server.once('error', failed).listen(settings.port ?? 0, '127.0.0.1', ready);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => exchange.calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

class Exchange {
  readonly calls: string[] = [];
  private readonly quota: RateWindow;

  constructor(private readonly settings: DeltaSandboxSettings) {
    this.quota = new RateWindow(settings.quota ?? 10_000);
  }

  async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await read(incoming);
      this.calls.push(`${request.method} ${request.path}`);
      if (this.calls.length > MAX_CALLS_KEPT) this.calls.shift();
      write(response, await this.reply(request));
    } catch {
      response.destroy();
    }
  }

  private async reply(request: DeltaRequest): Promise<DeltaReply> {
    if (!request.headers['user-agent']) return BLOCKED_BY_CDN;
    const nowMs = this.settings.clock.now().getTime();
    const caller = String(request.headers['api-key'] ?? request.remoteAddress);
    if (request.path === '/v2/rate_limits/quota') return this.quotaReply(caller, nowMs);
    const wait = this.quota.spend(caller, unitsOf(request.method, request.path), nowMs);
    if (wait !== null) return rateLimited(wait);
    if (needsSignature(request.path)) {
      const admission = admit(request, Math.floor(nowMs / 1000));
      return 'reply' in admission ? admission.reply : accountReply(admission.account, request);
    }
    const market = request.method === 'GET' ? marketReply(request, await this.marketSeconds()) : null;
    return market ?? refusal(404, 'not_found');
  }

  private quotaReply(caller: string, nowMs: number): DeltaReply {
    const body = {
      current_quota: this.quota.left(caller, nowMs),
      remaining_time_in_milliseconds: this.quota.resetMs(nowMs),
    };
    return { status: 200, body };
  }

  private async marketSeconds(): Promise<number> {
    const clock = this.settings.marketClock ?? this.settings.clock;
    return (await clock.now()).getTime() / 1000;
  }
}

async function read(incoming: IncomingMessage): Promise<DeltaRequest> {
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

function write(response: ServerResponse, reply: DeltaReply): void {
  if (reply === 'drop') {
    response.destroy();
    return;
  }
  const [type, text] =
    'html' in reply ? ['text/html', reply.html] : ['application/json', JSON.stringify(reply.body)];
  const headers = 'headers' in reply ? reply.headers : {};
  response.writeHead(reply.status, { 'content-type': type, ...headers }).end(text);
}
