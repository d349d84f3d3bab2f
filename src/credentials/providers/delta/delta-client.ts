import type { HttpOutcome } from '../../../platform/http/http-outcome.js';
import type { ProviderHttp } from '../../../platform/http/provider-http.js';
import type { SecretOf } from '../platforms.js';
import { signDelta } from './delta-signature.js';

/** Without a User-Agent the exchange's CDN answers 403. */
const USER_AGENT = 'waooaw-backoffice/1.0';

export interface DeltaCall {
  method: 'GET' | 'DELETE';
  /** With `/v2`. */
  path: string;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
}

export interface DeltaCallContext {
  http: ProviderHttp;
  clock: { now(): Date };
  signal?: AbortSignal;
}

/** Requests to Delta Exchange, public and signed. It judges no answer. */
export class DeltaClient {
  constructor(
    private readonly baseUrl: string,
    private readonly ctx: DeltaCallContext,
  ) {}

  public(call: DeltaCall): Promise<HttpOutcome> {
    return this.send(call, {});
  }

  /** Signed anew on every call: a signature lives 5 seconds. */
  signed(secret: SecretOf<'delta'>, call: DeltaCall): Promise<HttpOutcome> {
    const timestamp = String(Math.floor(this.ctx.clock.now().getTime() / 1000));
    const parts = {
      method: call.method,
      timestamp,
      path: call.path,
      query: queryOf(call),
      body: bodyOf(call),
    };
    return this.send(call, {
      'api-key': secret.apiKey.reveal(),
      timestamp,
      signature: signDelta(secret.apiSecret, parts),
    });
  }

  private send(call: DeltaCall, auth: Record<string, string>): Promise<HttpOutcome> {
    const body = bodyOf(call);
    const { http, signal } = this.ctx;
    return http.send({
      method: call.method,
      url: this.baseUrl + call.path + queryOf(call),
      headers: {
        accept: 'application/json',
        'user-agent': USER_AGENT,
        ...auth,
        ...(body === '' ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === '' ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
  }
}

function queryOf({ query }: DeltaCall): string {
  return query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
}

function bodyOf({ body }: DeltaCall): string {
  return body === undefined ? '' : JSON.stringify(body);
}
