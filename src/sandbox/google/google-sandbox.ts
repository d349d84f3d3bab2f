import { consentPage } from '../http/consent-page.js';
import { AuthorizationCodes } from '../http/authorization-codes.js';
import { back, isOurApp, oauthError } from '../http/oauth-replies.js';
import { isOurCallback, STAND_IN_APP } from '../http/stand-in-app.js';
import {
  bearerOf,
  formOf,
  startStandIn,
  type StandInReply,
  type StandInRequest,
  type StandInServer,
} from '../http/stand-in-server.js';
import { apiError, channelsReply, quotaExceeded } from './google-channels.js';
import { GoogleQuota } from './google-quota.js';
import { GOOGLE_SCENARIOS, grantedOf, mayReadChannels, SCOPES } from './google-scenarios.js';
import { GoogleTokens } from './google-tokens.js';

export interface GoogleSandboxOptions {
  /** Units of YouTube's API a day; 10,000 as at Google. */
  readonly units?: number;
}

/**
 * A stand-in for Google and YouTube on 127.0.0.1, as strict as the real one: app and callback, code challenge, one-time
 * codes, scopes that may be left unticked, tokens that end, a daily quota. For the sandbox, training and tests only.
 */
export function startGoogleSandbox(
  clock: { now(): Date },
  { units = 10_000 }: GoogleSandboxOptions = {},
): Promise<StandInServer> {
  const google = new Google(clock, units);
  return startStandIn((request) => google.reply(request));
}

class Google {
  private readonly codes: AuthorizationCodes;
  private readonly tokens: GoogleTokens;
  private readonly quota: GoogleQuota;

  constructor(
    private readonly clock: { now(): Date },
    units: number,
  ) {
    this.codes = new AuthorizationCodes(clock);
    this.tokens = new GoogleTokens(clock);
    this.quota = new GoogleQuota(units);
  }

  reply(request: StandInRequest): StandInReply {
    switch (`${request.method} ${request.path}`) {
      case 'GET /o/oauth2/v2/auth':
        return this.ask(request);
      case 'POST /o/oauth2/v2/auth':
        return this.decide(request);
      case 'POST /token':
        return this.token(formOf(request));
      case 'GET /tokeninfo':
        return this.tokens.info(request.params.get('access_token') ?? '');
      case 'POST /tokeninfo':
        return this.tokens.info(bearerOf(request));
      case 'POST /revoke':
        return this.tokens.revoke(formOf(request).get('token') ?? '');
      case 'GET /youtube/v3/channels':
        return this.channels(request);
      default:
        return { status: 404, html: '<h1>404. That\u2019s an error.</h1>' };
    }
  }

  private ask({ params, query }: StandInRequest): StandInReply {
    const problem = problemOf(params);
    if (problem !== null)
      return {
        status: 400,
        html: `<h1>Access blocked: this app\u2019s request is invalid</h1><p>Error 400: ${problem}</p>`,
      };
    const scopes = (params.get('scope') ?? '').split(' ');
    const page = { platform: 'Google', scopes, scenarios: GOOGLE_SCENARIOS, action: query, tickable: true };
    return { status: 200, html: consentPage(page) };
  }

  private decide(request: StandInRequest): StandInReply {
    const { params } = request;
    const asked = this.ask(request);
    const redirectUri = params.get('redirect_uri');
    if (asked === 'drop' || asked.status !== 200 || redirectUri === null) return asked;
    const form = formOf(request);
    const scenario = form.get('scenario') ?? '';
    const wanted = (params.get('scope') ?? '').split(' ');
    const ticked = form.getAll('scope').filter((scope) => wanted.includes(scope));
    const scopes = grantedOf(scenario, ticked);
    // Nothing ticked is a refusal.
    if (form.get('decision') !== 'allow' || scopes.length === 0)
      return back(redirectUri, params, { error: 'access_denied' });
    const lasting = params.get('access_type') === 'offline' && params.get('prompt') === 'consent';
    const code = this.codes.issue({
      clientId: STAND_IN_APP.clientId,
      redirectUri,
      scenario,
      scopes,
      challenge: params.get('code_challenge'),
      lasting: lasting && scenario !== 'no_refresh_token',
    });
    return back(redirectUri, params, { code, scope: scopes.join(' ') });
  }

  private token(form: URLSearchParams): StandInReply {
    if (!isOurApp(form)) return oauthError(401, 'invalid_client');
    switch (form.get('grant_type')) {
      case 'authorization_code': {
        const grant = this.codes.redeem(form);
        return (grant && this.tokens.give(grant)) ?? oauthError(400, 'invalid_grant');
      }
      case 'refresh_token':
        return this.tokens.renew(form.get('refresh_token') ?? '') ?? oauthError(400, 'invalid_grant');
      default:
        return oauthError(400, 'unsupported_grant_type');
    }
  }

  private channels(request: StandInRequest): StandInReply {
    if (!this.quota.spend(this.clock.now())) return quotaExceeded;
    const token = this.tokens.use(bearerOf(request));
    if (!token) return apiError(401, 'authError', 'UNAUTHENTICATED');
    if (!mayReadChannels(token))
      return apiError(403, 'insufficientPermissions', 'PERMISSION_DENIED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT');
    const { params } = request;
    if (!params.has('part')) return apiError(400, 'missingRequiredParameter', 'INVALID_ARGUMENT');
    if (params.get('mine') !== 'true') return apiError(400, 'missingRequiredParameter', 'INVALID_ARGUMENT');
    return channelsReply(token, params);
  }
}

/** What Google would show instead of asking the customer; null: nothing. */
function problemOf(params: URLSearchParams): string | null {
  if (params.get('client_id') !== STAND_IN_APP.clientId) return 'invalid_client';
  if (!isOurCallback(params.get('redirect_uri'), 'youtube')) return 'redirect_uri_mismatch';
  const scopes = (params.get('scope') ?? '').split(' ');
  if (scopes.some((scope) => !(SCOPES as readonly string[]).includes(scope))) return 'invalid_scope';
  const challenged = params.get('code_challenge_method') === 'S256' && params.has('code_challenge');
  return params.get('response_type') === 'code' && challenged ? null : 'invalid_request';
}
