import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { GoalQueries } from '../goals/goal.queries.js';
import { IdPipe } from './id.pipe.js';

/** A stream answers 200 before its handler runs, so an unknown run is refused (404) by a guard. */
@Injectable()
export class KnownRunGuard implements CanActivate {
  constructor(private readonly goals: GoalQueries) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { id } = context.switchToHttp().getRequest<Request<{ id: string }>>().params;
    await this.goals.run(new IdPipe().transform(id));
    return true;
  }
}
