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

export interface ProviderHttpSettings {
  /** The configured provider origins, e.g. `https://api.india.delta.exchange`. Others are refused. */
  origins: readonly string[];
  log: HttpLog;
  /** Whole exchange, body included; 10,000 unless given. */
  timeoutMs?: number;
  /** Largest body accepted; 1 MiB unless given. */
  maxBytes?: number;
}

export interface ProviderRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** The caller's own end (job timeout, shutdown). Its abort rejects; a timeout is an outcome. */
  signal?: AbortSignal;
}

/**
 * HTTP to configured providers, with credentials. Redirects are answers, never followed: a credential
 * goes only where it was meant to go. Logs carry method, origin and path.
 */
export class ProviderHttp {
  private readonly origins: ReadonlySet<string>;
  private readonly agent: Agent;
  private readonly timeoutMs: number;
  private readonly maxBytes: number;
  private readonly log: HttpLog;

  constructor(settings: ProviderHttpSettings) {
    this.origins = new Set(settings.origins.map(checkedOrigin));
    this.timeoutMs = settings.timeoutMs ?? 10_000;
    this.maxBytes = settings.maxBytes ?? 1024 * 1024;
    this.log = settings.log;
    this.agent = new Agent({ connect: { timeout: this.timeoutMs }, connections: 8 });
  }

  /** @throws RefusedUrlError for an origin that is not configured; the reason of `signal` when it aborts. */
  async send(call: ProviderRequest): Promise<HttpOutcome> {
    const url = this.allowed(call.url);
    const started = performance.now();
    const outcome = await this.exchange(url, call);
    const durationMs = Math.round(performance.now() - started);
    const target = `${url.origin}${maskedPath(url.pathname)}`;
    this.log({ client: 'provider', method: call.method, target, outcome: outcomeWord(outcome), durationMs });
    return outcome;
  }

  /** After the workers have drained (`beforeApplicationShutdown`): what still runs may still call. */
  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private async exchange(url: URL, call: ProviderRequest): Promise<HttpOutcome> {
    const limit = AbortSignal.timeout(this.timeoutMs);
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

  private allowed(text: string): URL {
    const url = URL.parse(text);
    if (url === null || url.username !== '' || url.password !== '' || !this.origins.has(url.origin)) {
      throw new RefusedUrlError('This address is not one of the configured providers.');
    }
    return url;
  }
}

/** Long parts of a path may be secrets themselves, as in Slack's webhooks; names of endpoints are short words. */
function maskedPath(pathname: string): string {
  return pathname
    .split('/')
    .map((part) => (/^[a-z_-]{1,40}$/.test(part) || part.length < 12 ? part : '…'))
    .join('/');
}

/** Credentials travel in clear only inside this machine (the sandbox's stand-ins). */
function checkedOrigin(text: string): string {
  const url = new URL(text);
  const local = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw new RefusedUrlError(`A provider's address must be https: ${url.origin}`);
  }
  return url.origin;
}
