import { Injectable } from '@nestjs/common';
import * as oauth from 'oauth4webapi';

import { SystemClock } from '../../platform/clocks/system-clock.js';
import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import { ProviderHttp } from '../../platform/http/provider-http.js';
import { SecretText } from '../../platform/vault/secret-text.js';
import type { OAuthDoor, OAuthTokens, OpenedGrant } from '../providers/oauth-door.js';
import { failure, type TestFailure } from '../providers/test-report.js';
import { toldAccounts } from '../providers/told-name.js';
import { OAuthStates } from './oauth-states.js';
import { providerFetch, Unanswered } from './provider-fetch.js';

/** What came back in the address, and to which address. */
export interface CodeReturned {
  readonly parameters: URLSearchParams;
  readonly state: string;
  readonly redirectUri: string;
}

export type Exchanged =
  | { readonly kind: 'opened'; readonly grant: OpenedGrant & { readonly ok: true } }
  /** The customer, or the platform, said no; the platform's word. */
  | { readonly kind: 'denied'; readonly error: string }
  | { readonly kind: 'failed'; readonly failure: TestFailure };

const STEP = 'exchanging the code';
const TOO_LATE = failure('provider_unavailable', STEP, { providerCode: 'timeout' });

/** The second half of the code flow: checks what came back, exchanges the code, sees what the tokens reach. */
@Injectable()
export class TokenExchange {
  constructor(
    private readonly http: ProviderHttp,
    private readonly clock: SystemClock,
    private readonly states: OAuthStates,
  ) {}

  /** @param signal ends the waiting: the platform did not answer in time then */
  async exchange(door: OAuthDoor, returned: CodeReturned, signal: AbortSignal): Promise<Exchanged> {
    let answered: HttpOutcome | null = null;
    const fetch = providerFetch(this.http, signal, (outcome) => (answered = outcome));
    try {
      const tokens = await this.tokens(door, returned, fetch);
      const grant = await door.open(tokens, { signal, clock: this.clock, http: this.http });
      if (!grant.ok) return { kind: 'failed', failure: grant.failure };
      return { kind: 'opened', grant: { ...grant, accounts: toldAccounts(grant.accounts) } };
    } catch (error) {
      if (signal.aborted) return { kind: 'failed', failure: TOO_LATE };
      if (error instanceof oauth.AuthorizationResponseError) return { kind: 'denied', error: error.error };
      const known = answered === null ? null : door.readRefusal?.(answered);
      return { kind: 'failed', failure: known ?? failureOf(error) };
    }
  }

  private async tokens(
    door: OAuthDoor,
    { parameters, state, redirectUri }: CodeReturned,
    fetch: ReturnType<typeof providerFetch>,
  ): Promise<OAuthTokens> {
    const server: oauth.AuthorizationServer = {
      issuer: new URL(door.authorizationUrl).origin,
      token_endpoint: door.tokenUrl,
    };
    const client: oauth.Client = { client_id: door.clientId };
    const checked = oauth.validateAuthResponse(server, client, parameters, state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.ClientSecretPost(door.clientSecret.reveal()),
      checked,
      redirectUri,
      door.pkce ? this.states.verifier(state) : oauth.nopkce,
      {
        [oauth.customFetch]: fetch,
        // The client refuses other origins than the configured ones, and http beyond this machine.
        [oauth.allowInsecureRequests]: true,
      },
    );
    const given = await oauth.processAuthorizationCodeResponse(server, client, response);
    const { access_token: access, refresh_token: refresh, expires_in: seconds, scope } = given;
    return {
      accessToken: new SecretText(access),
      refreshToken: refresh === undefined ? null : new SecretText(refresh),
      accessExpiresAt: seconds === undefined ? null : this.clock.in(seconds * 1000),
      scopes: scope === undefined ? null : scope.split(/[ ,]+/).filter((one) => one !== ''),
    };
  }
}

/** RFC 6749, 5.2: `invalid_grant` is the code's fault, `invalid_client` ours; all else tells nothing of either. */
function failureOf(error: unknown): TestFailure {
  if (error instanceof Unanswered) {
    return failure('provider_unavailable', STEP, { providerCode: error.cause });
  }
  if (error instanceof oauth.ResponseBodyError) {
    const { error: providerCode, status: httpStatus } = error;
    const code = providerCode === 'invalid_grant' ? 'invalid_token' : 'wrong_app';
    return failure(code, STEP, { providerCode, httpStatus });
  }
  return failure('provider_unavailable', STEP, { providerCode: 'unexpected_answer' });
}
