import type { SecretText } from '../../../platform/vault/secret-text.js';
import type { TestContext } from '../test-context.js';
import { classifyGoogle, type GoogleVerdict } from './youtube-answer.js';
import type { YouTubeApp } from './youtube-app.js';

/** Requests to Google. Tokens travel in bodies and headers, never in an address. */
export class YouTubeClient {
  constructor(
    private readonly app: YouTubeApp,
    private readonly ctx: TestContext,
  ) {}

  /** App, scopes and end of an access token; asked as Google's own libraries do, so that no address holds it. */
  tokenInfo(access: SecretText): Promise<GoogleVerdict> {
    return this.form('/tokeninfo', {}, { authorization: `Bearer ${access.reveal()}` });
  }

  /** A new access token (RFC 6749, 6). */
  refresh(refresh: SecretText): Promise<GoogleVerdict> {
    const { clientId, clientSecret } = this.app;
    return this.form('/token', {
      grant_type: 'refresh_token',
      refresh_token: refresh.reveal(),
      client_id: clientId,
      client_secret: clientSecret.reveal(),
    });
  }

  /** Takes the customer's whole grant back, whichever of its tokens is named. */
  revoke(token: SecretText): Promise<GoogleVerdict> {
    return this.form('/revoke', { token: token.reveal() });
  }

  /** Channels of the account that was chosen at Google; one quota unit of 10,000 a day. */
  async channels(access: SecretText, page: string | null): Promise<GoogleVerdict> {
    const query = new URLSearchParams({ part: 'id,snippet', mine: 'true', maxResults: '50' });
    if (page !== null) query.set('pageToken', page);
    const headers = { accept: 'application/json', authorization: `Bearer ${access.reveal()}` };
    const url = `${this.app.hosts.api}/youtube/v3/channels?${query.toString()}`;
    const { http, signal, clock } = this.ctx;
    return classifyGoogle(await http.send({ method: 'GET', url, headers, signal }), clock.now());
  }

  private async form(
    path: string,
    fields: Record<string, string>,
    more: Record<string, string> = {},
  ): Promise<GoogleVerdict> {
    const form = 'application/x-www-form-urlencoded';
    const headers = { accept: 'application/json', 'content-type': form, ...more };
    const body = new URLSearchParams(fields).toString();
    const url = this.app.hosts.token + path;
    const { http, signal, clock } = this.ctx;
    return classifyGoogle(await http.send({ method: 'POST', url, headers, body, signal }), clock.now());
  }
}
