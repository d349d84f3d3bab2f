import { createHmac } from 'node:crypto';

import type { ProviderHttp, ProviderRequest } from '../../../platform/http/provider-http.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { classifyGraph, type GraphVerdict } from './graph-answer.js';
import type { MetaApp } from './meta-app.js';

export interface GraphCallContext {
  readonly http: ProviderHttp;
  readonly signal: AbortSignal;
}

/**
 * Requests to the Graph API. The token goes into the header, its proof (HMAC of it by our app's secret) beside it;
 * addresses that Graph makes, which hold the token, are never followed.
 */
export class GraphClient {
  /** @param how `proves`: tokens are our app's; of another app's token we can prove nothing */
  constructor(
    private readonly app: MetaApp,
    private readonly ctx: GraphCallContext,
    private readonly how: { readonly proves: boolean } = { proves: true },
  ) {}

  /** @param path with its leading slash, without the version */
  get(token: SecretText, path: string, fields: Readonly<Record<string, string>> = {}): Promise<GraphVerdict> {
    const proof = this.how.proves ? { appsecret_proof: this.proof(token) } : {};
    const query = new URLSearchParams({ ...fields, ...proof });
    return this.send({ method: 'GET', url: `${path}?${query.toString()}`, ...bearer(token) });
  }

  /** State, kind, owner, scopes and ends of a token. It can only be named in the query; no log of ours keeps that. */
  debug(token: SecretText): Promise<GraphVerdict> {
    const query = new URLSearchParams({ input_token: token.reveal() });
    return this.send({ method: 'GET', url: `/debug_token?${query.toString()}`, ...bearer(this.appToken()) });
  }

  /** A living token of a person for one of about 60 days. Sent as a form: an address would show the app's secret. */
  exchange(token: SecretText): Promise<GraphVerdict> {
    const body = new URLSearchParams({
      grant_type: 'fb_exchange_token',
      client_id: this.app.clientId,
      client_secret: this.app.clientSecret.reveal(),
      fb_exchange_token: token.reveal(),
    }).toString();
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    return this.send({ method: 'POST', url: '/oauth/access_token', headers, body });
  }

  /** Takes a permission of a person back, or all of them: then our app is removed from their account. */
  takeBack(person: string, permission?: string): Promise<GraphVerdict> {
    const path = `/${encodeURIComponent(person)}/permissions`;
    const url = permission === undefined ? path : `${path}/${encodeURIComponent(permission)}`;
    return this.send({ method: 'DELETE', url, ...bearer(this.appToken()) });
  }

  private async send(call: Omit<ProviderRequest, 'signal'>): Promise<GraphVerdict> {
    const { http, signal } = this.ctx;
    const url = `${this.app.hosts.graph}/${this.app.version}${call.url}`;
    return classifyGraph(await http.send({ ...call, url, signal }));
  }

  private appToken(): SecretText {
    return new SecretText(`${this.app.clientId}|${this.app.clientSecret.reveal()}`);
  }

  private proof(token: SecretText): string {
    return createHmac('sha256', this.app.clientSecret.reveal()).update(token.reveal()).digest('hex');
  }
}

const bearer = (token: SecretText) => ({
  headers: { accept: 'application/json', authorization: `Bearer ${token.reveal()}` },
});
