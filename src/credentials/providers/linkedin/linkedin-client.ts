import type { ProviderHttp } from '../../../platform/http/provider-http.js';
import type { SecretText } from '../../../platform/vault/secret-text.js';
import { classifyLinkedIn, type LinkedInVerdict } from './linkedin-answer.js';
import type { LinkedInApp } from './linkedin-app.js';

export interface LinkedInCallContext {
  readonly http: ProviderHttp;
  readonly signal: AbortSignal;
}

/** Requests to LinkedIn. */
export class LinkedInClient {
  constructor(
    private readonly app: LinkedInApp,
    private readonly ctx: LinkedInCallContext,
  ) {}

  /** State, end, scopes and app of a token. */
  introspect(token: SecretText): Promise<LinkedInVerdict> {
    return this.form('/oauth/v2/introspectToken', { token: token.reveal() });
  }

  /** Seen in use, not in LinkedIn's documents: best effort. */
  revoke(token: SecretText): Promise<LinkedInVerdict> {
    return this.form('/oauth/v2/revoke', { token: token.reveal() });
  }

  refresh(token: SecretText): Promise<LinkedInVerdict> {
    return this.form('/oauth/v2/accessToken', { grant_type: 'refresh_token', refresh_token: token.reveal() });
  }

  /** Roles of the token's owner at organizations, by pages of LinkedIn's own making. */
  roles(token: SecretText, start: number): Promise<LinkedInVerdict> {
    const query = new URLSearchParams({
      q: 'roleAssignee',
      state: 'APPROVED',
      start: String(start),
      count: '100',
    });
    return this.get(token, `/rest/organizationAcls?${query.toString()}`);
  }

  organization(token: SecretText, id: string): Promise<LinkedInVerdict> {
    return this.get(token, `/rest/organizations/${encodeURIComponent(id)}`);
  }

  private async get(token: SecretText, path: string): Promise<LinkedInVerdict> {
    const { http, signal } = this.ctx;
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${token.reveal()}`,
      'linkedin-version': this.app.version,
      'x-restli-protocol-version': '2.0.0',
    };
    return classifyLinkedIn(
      await http.send({ method: 'GET', url: this.app.hosts.api + path, headers, signal }),
    );
  }

  private async form(path: string, fields: Record<string, string>): Promise<LinkedInVerdict> {
    const { http, signal } = this.ctx;
    const { clientId, clientSecret, hosts } = this.app;
    const body = new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      ...fields,
    }).toString();
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const url = hosts.token + path;
    return classifyLinkedIn(await http.send({ method: 'POST', url, headers, body, signal }));
  }
}
