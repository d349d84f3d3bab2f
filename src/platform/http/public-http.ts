import { Agent, request } from 'undici';

import {
  answerFrom,
  failureFrom,
  type HttpLog,
  type HttpOutcome,
  outcomeWord,
  readBody,
  RefusedUrlError,
} from './http-outcome.js';
import { publicDialer, resolveBySystem, type ResolveName, type StandIn } from './public-dialer.js';

export interface PublicHttpSettings {
  log: HttpLog;
  /** The system's resolver unless given. */
  resolve?: ResolveName;
  /** Sandbox only: exact names answered by local stand-ins. Everything else is dialled as in production. */
  standIns?: ReadonlyMap<string, StandIn>;
  /** All hops together; 10,000 unless given. */
  timeoutMs?: number;
  /** Largest body accepted; 1 MiB unless given. */
  maxBytes?: number;
}

export interface PublicRequest {
  method: 'GET' | 'HEAD' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * HTTP to addresses that others chose: a customer's website, RDAP, webhooks. It reaches the open internet
 * only (see `publicDialer`), on every hop. GET and HEAD follow up to three redirects; a POST follows none.
 */
export class PublicHttp {
  private readonly agent: Agent;
  private readonly timeoutMs: number;
  private readonly maxBytes: number;
  private readonly log: HttpLog;

  constructor(settings: PublicHttpSettings) {
    this.timeoutMs = settings.timeoutMs ?? 10_000;
    this.maxBytes = settings.maxBytes ?? 1024 * 1024;
    this.log = settings.log;
    const resolve = settings.resolve ?? resolveBySystem;
    const connect = publicDialer(resolve, settings.standIns ?? new Map<string, StandIn>(), this.timeoutMs);
    this.agent = new Agent({ connect, connections: 4 });
  }

  /** @throws RefusedUrlError when `url` is not a plain http(s) URL; the reason of `signal` when it aborts. */
  async send(call: PublicRequest): Promise<HttpOutcome> {
    const first = plainUrl(call.url);
    if (first === null)
      throw new RefusedUrlError('Only http and https addresses without a user name can be called.');
    const started = performance.now();
    const outcome = await this.follow(first, call);
    const durationMs = Math.round(performance.now() - started);
    this.log({
      client: 'public',
      method: call.method,
      target: first.origin,
      outcome: outcomeWord(outcome),
      durationMs,
    });
    return outcome;
  }

  /** After the workers have drained (`beforeApplicationShutdown`): what still runs may still call. */
  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private async follow(first: URL, call: PublicRequest): Promise<HttpOutcome> {
    const limit = AbortSignal.timeout(this.timeoutMs);
    let url = first;
    let headers = call.headers ?? {};
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const outcome = await this.exchange(url, { ...call, headers }, limit);
      const next = call.method === 'POST' ? null : redirectTarget(outcome, url);
      if (next === null) return outcome;
      if (next.origin !== url.origin) headers = withoutCredentials(headers);
      url = next;
    }
    return { kind: 'failure', cause: 'too_many_redirects', errorCode: null };
  }

  private async exchange(url: URL, call: PublicRequest, limit: AbortSignal): Promise<HttpOutcome> {
    try {
      const response = await request(url, {
        dispatcher: this.agent,
        method: call.method,
        headers: call.headers ?? {},
        body: call.body ?? null,
        signal: call.signal ? AbortSignal.any([limit, call.signal]) : limit,
      });
      const text = await readBody(response.body, this.maxBytes);
      return answerFrom(response.statusCode, response.headers, text);
    } catch (error) {
      if (call.signal?.aborted && !limit.aborted) throw call.signal.reason;
      return failureFrom(limit.aborted ? limit.reason : error);
    }
  }
}

function plainUrl(text: string, base?: URL): URL | null {
  const url = URL.parse(text, base?.href);
  if (url === null || url.username !== '' || url.password !== '') return null;
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

function redirectTarget(outcome: HttpOutcome, from: URL): URL | null {
  if (outcome.kind !== 'answer' || !REDIRECTS.has(outcome.status)) return null;
  const location = outcome.headers['location'];
  return location === undefined ? null : plainUrl(location, from);
}

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  const secret = /^(authorization|cookie|webhook-.*|.*(token|key|signature|secret).*)$/i;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !secret.test(name)));
}
