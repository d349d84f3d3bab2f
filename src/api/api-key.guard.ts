import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { commonErrors } from '../platform/errors/common-errors.js';
import { VisitorThrottle } from '../platform/sign-in/visitor-throttle.js';
import { PUBLIC } from '../platform/unit-of-work/actor.js';
import { ApiAuthentication, bearerOf, rememberCaller } from './api-caller.js';

const OPEN = 'api:open';

/** A route that an anonymous visitor may call (signup); a key sent along is still checked. */
export const OpenRoute = () => SetMetadata(OPEN, true);

/** Every API route needs a key, unless it is marked open. */
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
    if (actor) rememberCaller(request, actor);
    else if (open && token === undefined) {
      await this.visitors.admit('signup', request.ip ?? '');
      rememberCaller(request, PUBLIC);
    } else
      throw commonErrors.unauthenticated(
        token === undefined ? 'No API key was sent.' : 'The API key is unknown or revoked.',
      );
    return true;
  }
}
