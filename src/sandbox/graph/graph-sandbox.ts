import { AuthorizationCodes } from '../http/authorization-codes.js';
import {
  bearerOf,
  formOf,
  startStandIn,
  type StandInReply,
  type StandInRequest,
  type StandInServer,
} from '../http/stand-in-server.js';
import { graphError, unknownObject, type GraphCaller } from './graph-call.js';
import { GRAPH_ROUTES } from './graph-routes.js';
import { APP_TOKEN, proofOf, readGraphToken, type GraphToken } from './graph-tokens.js';
import { deadReply, deathOf, removedApp, troubleOf } from './graph-troubles.js';
import { GraphWorld } from './graph-world.js';
import { RemovalNotice } from './removal-notice.js';
import { GraphLogin } from './oauth-routes.js';

/**
 * A stand-in for Facebook Login and Meta's Graph API on 127.0.0.1, as strict as the real ones: version, app and
 * callback, one-time codes, tokens and their proof, permissions, targets. For the sandbox, training and tests only.
 */
export function startGraphSandbox(clock: { now(): Date }): Promise<StandInServer> {
  const graph = new Graph(clock);
  return startStandIn((request) => graph.reply(request));
}

class Graph {
  private readonly world: GraphWorld;
  private readonly login: GraphLogin;

  constructor(private readonly clock: { now(): Date }) {
    const notice = new RemovalNotice(clock);
    this.world = new GraphWorld(notice);
    this.login = new GraphLogin(new AuthorizationCodes(clock), this.world, clock, notice);
  }

  reply(request: StandInRequest): StandInReply {
    const path = /^\/v\d{1,3}\.\d(\/.*)$/.exec(request.path)?.[1];
    if (path === undefined)
      return graphError(400, { message: `Unknown path components: ${request.path}`, code: 2500 });
    return this.login.reply(request, path) ?? this.call(request, path);
  }

  private call(request: StandInRequest, path: string): StandInReply {
    const params = new URLSearchParams([...request.params, ...formOf(request)]);
    const text = bearerOf(request) || (params.get('access_token') ?? '');
    const caller = this.callerOf(text, params, path);
    if (!('kind' in caller)) return caller.refusal;
    const call = { request, path, params, caller, now: this.clock.now(), world: this.world };
    for (const route of GRAPH_ROUTES) {
      const match = route.method === request.method ? route.path.exec(path) : null;
      const reply = match && route.reply(call, match.slice(1));
      if (reply) return reply;
    }
    return unknownObject(path.split('/')[1] ?? '');
  }

  private callerOf(
    text: string,
    params: URLSearchParams,
    path: string,
  ): GraphCaller | { refusal: StandInReply } {
    if (text === APP_TOKEN) return { kind: 'app' };
    if (text === '')
      return {
        refusal: graphError(400, {
          message: 'An access token is required to request this resource.',
          code: 104,
        }),
      };
    if (text.includes('|'))
      return {
        refusal: graphError(400, { message: 'Invalid OAuth access token signature.', code: 190 }),
      };
    const token = readGraphToken(text);
    const dead = deathOf(token);
    if (dead || !token) return { refusal: deadReply(dead ?? removedApp) };
    if (this.world.isRemoved(token)) return { refusal: deadReply(removedApp) };
    if (!isProved(token, params.get('appsecret_proof')))
      return {
        refusal: graphError(400, {
          message: 'Invalid appsecret_proof provided in the API argument',
          type: 'GraphMethodException',
          code: 100,
        }),
      };
    const trouble = troubleOf(token, path);
    return trouble ? { refusal: trouble } : { kind: 'token', token };
  }
}

/** By the secret of the token's app: `own_app` is of an app that wants no proof, and ours would be a wrong one. */
function isProved({ scenario, text }: GraphToken, proof: string | null): boolean {
  if (scenario === 'own_app') return proof === null;
  return scenario !== 'other_app' && proof === proofOf(text);
}
