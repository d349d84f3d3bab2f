import { randomBytes } from 'node:crypto';
import { AuthorizationCodes } from '../http/authorization-codes.js';
import { consentPage } from '../http/consent-page.js';
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
import type { OutsideWorld } from '../outside/outside-world.js';
import { restReply } from './linkedin-rest.js';
import { LINKEDIN_SCENARIOS, readToken, scopesOf, tokenFor } from './linkedin-scenarios.js';

const SIXTY_DAYS = 5_184_000;
const A_YEAR = 31_536_000;
const KNOWN_SCOPES = ['w_member_social', 'w_organization_social', 'r_organization_admin'];

/**
 * A stand-in for LinkedIn on 127.0.0.1, as strict as the real one: app and callback, one-time codes, all scopes or
 * none, both headers of its REST API. For the sandbox, training and tests only.
 */
export function startLinkedInSandbox(clock: { now(): Date }, outside?: OutsideWorld): Promise<StandInServer> {
  const linkedin = new LinkedIn(clock, outside);
  return startStandIn((request) => linkedin.reply(request));
}

class LinkedIn {
  private readonly codes: AuthorizationCodes;
  private readonly revoked = new Set<string>();
  private readonly refusedOnce = new Set<string>();

  constructor(
    private readonly clock: { now(): Date },
    private readonly outside?: OutsideWorld,
  ) {
    this.codes = new AuthorizationCodes(clock);
  }

  reply(request: StandInRequest): StandInReply {
    const route = `${request.method} ${request.path}`;
    switch (route) {
      case 'GET /oauth/v2/authorization':
        return this.ask(request);
      case 'POST /oauth/v2/authorization':
        return this.decide(request);
      case 'POST /oauth/v2/accessToken':
        return this.token(formOf(request));
      case 'POST /oauth/v2/introspectToken':
        return this.introspect(formOf(request));
      case 'POST /oauth/v2/revoke':
        return this.revoke(formOf(request));
      default:
        return request.path.startsWith('/rest/') ? this.rest(request) : notFound;
    }
  }

  private ask({ params, query }: StandInRequest): StandInReply {
    const redirectUri = params.get('redirect_uri');
    if (params.get('client_id') !== STAND_IN_APP.clientId || !isOurCallback(redirectUri, 'linkedin'))
      return {
        status: 400,
        html: '<h1>Bummer, something went wrong.</h1><p>The redirect_uri or client_id does not match.</p>',
      };
    const scopes = (params.get('scope') ?? '').split(' ');
    if (params.get('response_type') !== 'code')
      return back(redirectUri, params, { error: 'invalid_request' });
    if (scopes.some((scope) => !KNOWN_SCOPES.includes(scope)))
      return back(redirectUri, params, { error: 'unauthorized_scope_error' });
    const page = { platform: 'LinkedIn', scopes, scenarios: LINKEDIN_SCENARIOS, action: query };
    return { status: 200, html: consentPage(page) };
  }

  private decide(request: StandInRequest): StandInReply {
    const { params } = request;
    const asked = this.ask(request);
    const redirectUri = params.get('redirect_uri');
    if (asked === 'drop' || asked.status !== 200 || redirectUri === null) return asked;
    const form = formOf(request);
    if (form.get('decision') !== 'allow')
      return back(redirectUri, params, { error: 'user_cancelled_authorize' });
    const scenario = form.get('scenario') ?? '';
    const { clientId } = STAND_IN_APP;
    const scopes = (params.get('scope') ?? '').split(' ');
    const code = this.codes.issue({ clientId, redirectUri, scenario, scopes, challenge: null });
    return back(redirectUri, params, { code });
  }

  private token(form: URLSearchParams): StandInReply {
    if (!isOurApp(form)) return oauthError(401, 'invalid_client');
    const refreshed =
      form.get('grant_type') === 'refresh_token' ? readToken(form.get('refresh_token') ?? '') : null;
    const grant = form.get('grant_type') === 'authorization_code' ? this.codes.redeem(form) : null;
    const scenario = grant?.scenario ?? refreshed?.scenario;
    if (scenario === undefined) return oauthError(400, 'invalid_grant');
    if (refreshed && this.revoked.has(form.get('refresh_token') ?? ''))
      return oauthError(400, 'invalid_grant');
    if (refreshed?.scenario === 'html_502') return { status: 502, html: '<h1>502 Bad Gateway</h1>' };
    const nonce = randomBytes(12).toString('base64url');
    const refresh = form.get('refresh_token') ?? tokenFor(scenario, this.clock.now(), `refresh-${nonce}`);
    return {
      status: 200,
      body: {
        access_token: tokenFor(scenario, this.clock.now(), nonce),
        token_type: 'Bearer',
        expires_in: SIXTY_DAYS,
        scope: scopesOf(readToken(`sandbox_${scenario}`)?.scenario ?? 'ok_admin').replaceAll(',', ' '),
        // Approved partners only; a renewal gives the same one again.
        ...(refreshed || scenario === 'ok_partner'
          ? { refresh_token: refresh, refresh_token_expires_in: A_YEAR }
          : {}),
      },
    };
  }

  private introspect(form: URLSearchParams): StandInReply {
    if (!isOurApp(form)) return oauthError(401, 'invalid_client');
    const token = form.get('token') ?? '';
    const found = readToken(token, this.outside);
    if (!found || found.scenario === 'invalid') return { status: 200, body: { active: false } };
    if (found.scenario === 'html_502') return { status: 502, html: '<h1>502 Bad Gateway</h1>' };
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const created = found.issuedAt || now - 3_600;
    const over = found.scenario === 'expired' || created + SIXTY_DAYS < now;
    const gone = found.scenario === 'revoked' || this.revoked.has(token);
    const status = over ? 'expired' : gone ? 'revoked' : 'active';
    const body = {
      active: status === 'active',
      client_id: STAND_IN_APP.clientId,
      authorized_at: created,
      created_at: created,
      status,
      expires_at: over ? now - 60 : created + SIXTY_DAYS,
      scope: scopesOf(found.scenario),
      auth_type: '3L',
    };
    return { status: 200, body };
  }

  private revoke(form: URLSearchParams): StandInReply {
    if (!isOurApp(form)) return oauthError(401, 'invalid_client');
    this.revoked.add(form.get('token') ?? '');
    return { status: 200, body: {} };
  }

  private rest(request: StandInRequest): StandInReply {
    const token = bearerOf(request);
    const found = readToken(token, this.outside);
    if (found?.scenario === 'fresh_token_401_once' && !this.refusedOnce.has(token)) {
      this.refusedOnce.add(token);
      return restReply(request, null);
    }
    return restReply(request, this.revoked.has(token) ? 'revoked' : (found?.scenario ?? null));
  }
}

const notFound: StandInReply = {
  status: 404,
  body: { status: 404, code: 'RESOURCE_NOT_FOUND', message: 'No route' },
};
