import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { commonErrors } from '../platform/errors/common-errors.js';
import { VisitorThrottle } from '../platform/sign-in/visitor-throttle.js';
import { PUBLIC, type Actor } from '../platform/unit-of-work/actor.js';
import { ApiAuthentication, bearerOf, rememberCaller } from './api-caller.js';

const OPEN = 'api:open';

/** A route that an anonymous visitor may call (signup); a key sent along is still checked. */
export const OpenRoute = () => SetMetadata(OPEN, true);

const OUTCOME = 'api:outcome';

/** A read that every integration key may make: what became of work it asked for, and what there is to ask for. */
export const OutcomeRoute = () => SetMetadata(OUTCOME, true);

/** Every API route needs a key, unless it is marked open. A key with an allow-list reads outcomes only. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiAuthentication,
    private readonly visitors: VisitorThrottle,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const token = bearerOf(request);
    const actor = token === undefined ? undefined : await this.keys.authenticate(token);
    const open = this.reflector.getAllAndOverride<boolean | undefined>(OPEN, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (actor) {
      this.refuseReading(context, request, actor);
      rememberCaller(request, actor);
    } else if (open && token === undefined) {
      await this.visitors.admit('signup', request.ip ?? '');
      rememberCaller(request, PUBLIC);
    } else
      throw commonErrors.unauthenticated(
        token === undefined ? 'No API key was sent.' : 'The API key is unknown or revoked.',
      );
    return true;
  }

  /** @throws forbidden (403): a leaked key of a signup form must not read every customer */
  private refuseReading(context: ExecutionContext, { method }: Request, actor: Actor): void {
    if (method !== 'GET' || actor.kind !== 'integration' || actor.role !== 'integration') return;
    if (this.reflector.get<boolean | undefined>(OUTCOME, context.getHandler())) return;
    throw commonErrors.forbidden('A key of role integration reads only what became of its own calls.', {
      hint: 'Use a key of the role whose lists are to be read.',
    });
  }
}
