import { randomInt } from 'node:crypto';
import type { AuthorizationCodes } from '../http/authorization-codes.js';
import { consentPage } from '../http/consent-page.js';
import { back as backWith } from '../http/oauth-replies.js';
import { isOurCallback, STAND_IN_APP } from '../http/stand-in-app.js';
import { formOf, type StandInReply, type StandInRequest } from '../http/stand-in-server.js';
import { data, graphError } from './graph-call.js';
import { GRAPH_SCENARIOS, GRAPH_SCOPES } from './graph-scenarios.js';
import { makeGraphToken, readGraphToken } from './graph-tokens.js';
import { deadReply, deathOf, removedApp } from './graph-troubles.js';
import type { GraphWorld } from './graph-world.js';

export const SHORT_SECONDS = 3_600;
export const LONG_SECONDS = 5_184_000;
const PLATFORMS = ['facebook', 'instagram'] as const;

/** The dialog of Facebook Login and the token endpoint, which need no token of their caller. */
export class GraphLogin {
  constructor(
    private readonly codes: AuthorizationCodes,
    private readonly world: GraphWorld,
    private readonly clock: { now(): Date },
    private readonly notice: { learn(redirectUri: string): void },
  ) {}

  /** Null: another path than theirs. */
  reply(request: StandInRequest, path: string): StandInReply | null {
    if (path === '/dialog/oauth') return request.method === 'POST' ? this.decide(request) : this.ask(request);
    if (path !== '/oauth/access_token') return null;
    const params = new URLSearchParams([...request.params, ...formOf(request)]);
    return this.token(params);
  }

  private ask(request: StandInRequest): StandInReply {
    const { params, query } = request;
    const redirectUri = params.get('redirect_uri');
    if (params.get('client_id') !== STAND_IN_APP.clientId || !isOurs(redirectUri))
      return { status: 400, html: '<h1>URL Blocked</h1><p>The redirect URI is not whitelisted.</p>' };
    const scopes = (params.get('scope') ?? '').split(',');
    if (scopes.some((scope) => !(GRAPH_SCOPES as readonly string[]).includes(scope)))
      return { status: 400, html: '<h1>Invalid Scopes</h1>' };
    if (params.get('response_type') !== 'code')
      return back(redirectUri, params, { error: 'invalid_request' });
    const page = { platform: 'Facebook', scopes, scenarios: GRAPH_SCENARIOS, action: query };
    const person = personOf(request) ?? String(randomInt(1e14, 2e14));
    const headers = { 'set-cookie': `sandbox_person=${person}; Path=/; HttpOnly` };
    return { status: 200, html: consentPage(page), headers };
  }

  private decide(request: StandInRequest): StandInReply {
    const { params } = request;
    const asked = this.ask(request);
    const redirectUri = params.get('redirect_uri');
    if (asked === 'drop' || asked.status !== 200 || redirectUri === null) return asked;
    const form = formOf(request);
    if (form.get('decision') !== 'allow')
      return back(redirectUri, params, {
        error: 'access_denied',
        error_code: '200',
        error_reason: 'user_denied',
        error_description: 'Permissions error',
      });
    this.notice.learn(redirectUri);
    // Who is logged in at Facebook in this browser: the same for every authorization there.
    const scenario = `${form.get('scenario') ?? ''}/${personOf(request) ?? String(randomInt(1e14, 2e14))}`;
    const scopes = (params.get('scope') ?? '').split(',');
    const { clientId } = STAND_IN_APP;
    return back(redirectUri, params, {
      code: this.codes.issue({ clientId, redirectUri, scenario, scopes, challenge: null }),
    });
  }

  private token(params: URLSearchParams): StandInReply {
    if (params.get('client_id') !== STAND_IN_APP.clientId)
      return graphError(400, { message: 'Error validating application. Invalid application ID.', code: 101 });
    if (params.get('client_secret') !== STAND_IN_APP.clientSecret)
      return graphError(400, { message: 'Error validating client secret.', code: 1 });
    return params.get('grant_type') === 'fb_exchange_token' ? this.longer(params) : this.first(params);
  }

  private first(params: URLSearchParams): StandInReply {
    const grant = this.codes.redeem(params);
    if (!grant)
      return graphError(400, {
        message: 'This authorization code has been used.',
        code: 100,
        subcode: 36009,
      });
    const [scenario = '', person = ''] = grant.scenario.split('/');
    this.world.grant(person, grant.scopes);
    const made = { scenario, person, asked: grant.scopes, kind: 'short', at: this.clock.now() } as const;
    return given(makeGraphToken(made), SHORT_SECONDS);
  }

  /** A living token of a person for one of 60 days; an expired one cannot be exchanged. */
  private longer(params: URLSearchParams): StandInReply {
    const token = readGraphToken(params.get('fb_exchange_token') ?? '');
    const dead = deathOf(token);
    if (dead || !token) return deadReply(dead ?? removedApp);
    if (this.world.isRemoved(token)) return deadReply(removedApp);
    if (token.kind === 'page' || token.kind === 'system')
      return graphError(400, { message: 'The token is not a user access token.', code: 100 });
    const { scenario, person, asked } = token;
    const made = { scenario, person, asked, kind: 'long', at: this.clock.now() } as const;
    return given(makeGraphToken(made), scenario === 'never_expires' ? null : LONG_SECONDS);
  }
}

const given = (token: string, seconds: number | null): StandInReply =>
  data({
    access_token: token,
    token_type: 'bearer',
    ...(seconds === null ? {} : { expires_in: seconds }),
  });

const isOurs = (redirectUri: string | null): redirectUri is string =>
  PLATFORMS.some((platform) => isOurCallback(redirectUri, platform));

const personOf = ({ headers }: StandInRequest): string | null =>
  /(?:^|;\s*)sandbox_person=(\d{10,20})/.exec(String(headers['cookie'] ?? ''))?.[1] ?? null;

/** Facebook ends every way back with this fragment. */
const back = (redirectUri: string, asked: URLSearchParams, answer: Record<string, string>): StandInReply =>
  backWith(redirectUri, asked, answer, '_=_');
