import type { StandInReply } from '../http/stand-in-server.js';
import { STAND_IN_APP } from '../http/stand-in-app.js';
import { data, graphError, type GraphCall, type GraphRoute } from './graph-call.js';
import { pagesOf, OTHER_PAGE } from './graph-pages.js';
import { declinedOf } from './graph-scenarios.js';
import { readGraphToken, type GraphToken } from './graph-tokens.js';
import { badGateway, deathOf, removedApp, type DeadToken } from './graph-troubles.js';
import { LONG_SECONDS, SHORT_SECONDS } from './oauth-routes.js';
import { OTHER_WABA, SANDBOX_WABA } from './whatsapp-scenarios.js';

const DATA_ACCESS_SECONDS = 90 * 86_400;
const TYPES = { short: 'USER', long: 'USER', system: 'SYSTEM_USER', page: 'PAGE' } as const;

/** State, kind, scopes, targets and ends of a token; asked by our app. */
export const tokenRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: /^\/debug_token$/, reply: (call) => debugToken(call) },
];

/** The permissions a token really has: asked for, ticked, not taken back. */
export const grantedOf = (token: GraphToken, { world }: Pick<GraphCall, 'world'>): string[] => {
  const declined = declinedOf(token.scenario, token.asked);
  return token.asked.filter((scope) => !declined.includes(scope) && !world.isTakenBack(token.person, scope));
};

function debugToken(call: GraphCall): StandInReply {
  if (call.caller.kind !== 'app') return notOurs;
  const token = readGraphToken(call.params.get('input_token') ?? '');
  if (token?.scenario === 'html_502') return badGateway;
  // Of a token of somebody else's app ours is told nothing.
  if (token?.scenario === 'own_app') return notOurs;
  const dead = token && call.world.isRemoved(token) ? removedApp : deathOf(token);
  if (!token || (dead && dead.subcode === undefined))
    return data({ data: { ...deadPart(dead), scopes: [] } });
  const facts = factsOf(token, call);
  if (dead) return data({ data: { ...facts, ...deadPart(dead) } });
  return data({ data: facts });
}

const notOurs = graphError(400, {
  message:
    '(#100) You must provide an app access token, or a user access token that is an owner or developer of the app',
  code: 100,
});

const deadPart = (dead: DeadToken | null) => ({
  // Here it is `subcode`, everywhere else `error_subcode`.
  error: dead && {
    code: dead.code,
    message: dead.message,
    ...(dead.subcode === undefined ? {} : { subcode: dead.subcode }),
  },
  is_valid: false,
});

function factsOf(token: GraphToken, call: GraphCall) {
  const { scenario, kind, person, pageId } = token;
  const now = Math.floor(call.now.getTime() / 1000);
  const issued = token.issuedAt || now - 3_600;
  const ends = kind === 'short' ? issued + SHORT_SECONDS : kind === 'long' ? issued + LONG_SECONDS : 0;
  const never = scenario === 'never_expires' || kind === 'system';
  const dataEnds = scenario === 'data_access_expired' ? now - 60 : issued + DATA_ACCESS_SECONDS;
  const scopes = grantedOf(token, call);
  return {
    app_id: scenario === 'other_app' ? '999000999' : STAND_IN_APP.clientId,
    type: TYPES[kind],
    application: 'WAOOAW',
    expires_at: scenario === 'expired' ? now - 60 : never ? 0 : ends,
    data_access_expires_at: never ? 0 : dataEnds,
    is_valid: true,
    ...(kind === 'short' ? {} : { issued_at: issued }),
    scopes,
    granular_scopes: scopes.map((scope) => ({ scope, target_ids: targetsOf(scope, scenario) })),
    user_id: person,
    ...(pageId === null ? {} : { profile_id: pageId }),
  };
}

/** The pages or accounts that the person selected for a permission. */
function targetsOf(scope: string, scenario: string): string[] {
  if (scope.startsWith('whatsapp_'))
    return [scenario === 'granular_other_target' ? OTHER_WABA : SANDBOX_WABA];
  const pages = scenario === 'granular_other_target' ? [OTHER_PAGE] : pagesOf(scenario);
  return scope.startsWith('instagram_')
    ? pages.flatMap(({ instagram }) => (instagram ? [instagram.id] : []))
    : pages.map(({ id }) => id);
}
