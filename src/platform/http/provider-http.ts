import { Agent, request } from 'undici';

import {
  answerFrom,
  failureFrom,
  flatten,
  type HttpFailure,
  type HttpLog,
  type HttpOutcome,
  type HttpStream,
  outcomeWord,
  readBody,
  RefusedUrlError,
} from './http-outcome.js';

export interface ProviderHttpSettings {
  /** The configured provider origins, e.g. `https://api.india.delta.exchange`. Others are refused. */
  origins: readonly string[];
  /** Origins of the own network that may be plain http, because no credential goes there; the configuration checks it. */
  keyless?: readonly string[];
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

/** How long a streamed answer may take, in milliseconds; the usual limit of a whole exchange does not hold for it. */
export interface StreamPatience {
  /** Until the status line. */
  readonly answerMs: number;
  /** Between two pieces of the body. */
  readonly silenceMs: number;
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
    const keyless = new Set(settings.keyless ?? []);
    this.origins = new Set(settings.origins.map((url) => checkedOrigin(url, keyless)));
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
    this.write(url, call, outcomeWord(outcome), started);
    return outcome;
  }

  /**
   * An answer whose body is read as it comes; whoever reads it sets its size. An abandoned body ends the connection.
   * Reading throws what `failureFrom` names, or the reason of `signal`.
   * @throws as `send` does.
   */
  async stream(call: ProviderRequest, patience: StreamPatience): Promise<HttpStream | HttpFailure> {
    const url = this.allowed(call.url);
    const started = performance.now();
    const outcome = await this.open(url, call, patience);
    this.write(url, call, outcome.kind === 'stream' ? String(outcome.status) : outcome.cause, started);
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

  private async open(
    url: URL,
    call: ProviderRequest,
    { answerMs, silenceMs }: StreamPatience,
  ): Promise<HttpStream | HttpFailure> {
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher: this.agent,
        method: call.method,
        headers: call.headers ?? {},
        body: call.body ?? null,
        headersTimeout: answerMs,
        bodyTimeout: silenceMs,
        ...(call.signal ? { signal: call.signal } : {}),
      });
      return { kind: 'stream', status: statusCode, headers: flatten(headers), body };
    } catch (error) {
      if (call.signal?.aborted) throw call.signal.reason;
      return failureFrom(error);
    }
  }

  private write(url: URL, { method }: ProviderRequest, outcome: string, started: number): void {
    const durationMs = Math.round(performance.now() - started);
    const target = `${url.origin}${maskedPath(url.pathname)}`;
    this.log({ client: 'provider', method, target, outcome, durationMs });
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
function checkedOrigin(text: string, keyless: ReadonlySet<string>): string {
  const url = new URL(text);
  const local = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname) || keyless.has(url.origin);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw new RefusedUrlError(`A provider's address must be https: ${url.origin}`);
  }
  return url.origin;
}
