import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { insist } from './insist.js';

/** A refusal of the running system, in its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: { code?: string; detail?: string; hint?: string },
    where: string,
  ) {
    super(`${where}: ${status} ${problem.code ?? ''} ${problem.detail ?? ''} ${problem.hint ?? ''}`.trim());
  }
}

export type Json = Record<string, unknown>;

/** The running system's REST door, with one API key. */
export class Rest {
  constructor(
    readonly address: string,
    private readonly key?: string,
    /** Milliseconds for which a request without an answer is repeated. */
    private readonly patience = 0,
  ) {}

  get<T = Json>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  /** A stream of server-sent events, read to its end. */
  async text(path: string): Promise<string> {
    const headers = { accept: 'text/event-stream', ...this.authorization() };
    const response = await insist(this.patience, () =>
      fetch(`${this.address}/api/v1${path}`, { headers, signal: AbortSignal.timeout(30_000) }),
    );
    if (!response.ok) throw new Refused(response.status, {}, `GET ${path}`);
    return response.text();
  }

  post<T = Json>(path: string, body: Json = {}): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  put<T = Json>(path: string, body: Json = {}): Promise<T> {
    return this.call<T>('PUT', path, body);
  }

  /** Ask until the answer satisfies; for what a worker does in its own time. */
  async until<T = Json>(path: string, satisfied: (answer: T) => boolean, within = 60_000): Promise<T> {
    const deadline = performance.now() + within;
    for (;;) {
      const answer = await this.get<T>(path);
      if (satisfied(answer)) return answer;
      if (performance.now() > deadline)
        throw new Error(`${path} did not come to what was expected: ${JSON.stringify(answer)}`);
      await pause(100);
    }
  }

  private authorization(): Record<string, string> {
    return this.key === undefined ? {} : { authorization: `Bearer ${this.key}` };
  }

  private async call<T>(method: string, path: string, body?: Json): Promise<T> {
    const init = {
      method,
      headers: {
        accept: 'application/json',
        ...this.authorization(),
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await insist(this.patience, () => fetch(`${this.address}/api/v1${path}`, init));
    const text = await response.text();
    const answer: unknown = text === '' ? {} : JSON.parse(text);
    if (!response.ok) throw new Refused(response.status, answer as Json, `${method} ${path}`);
    return answer as T;
  }
}
