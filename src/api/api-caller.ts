import type { Request } from 'express';
import { commonErrors } from '../platform/errors/common-errors.js';
import type { Actor } from '../platform/unit-of-work/actor.js';

/** Turns a bearer token into an actor; the staff room's API keys do it. Undefined for an unknown or revoked key. */
export abstract class ApiAuthentication {
  abstract authenticate(token: string): Promise<Actor | undefined>;
}

const callers = new WeakMap<object, Actor>();

export const rememberCaller = (request: object, actor: Actor): void => void callers.set(request, actor);

/** The authenticated caller of a guarded route. */
export function callerOf(request: object): Actor {
  const actor = callers.get(request);
  if (!actor) throw commonErrors.unauthenticated('The route needs an API key.');
  return actor;
}

/** The token of `Authorization: Bearer …` (RFC 6750), or undefined. */
export const bearerOf = (request: Request): string | undefined =>
  /^Bearer ([\x21-\x7e]+)$/i.exec(request.get('authorization') ?? '')?.[1];
