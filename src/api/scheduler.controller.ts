import { Controller, Get, Req, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { HealthQueries } from '../health/health.queries.js';
import type { SchedulerView } from '../health/scheduler-view.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { mayAct } from '../platform/unit-of-work/actor.js';
import { callerOf } from './api-caller.js';
import { ApiKeyGuard } from './api-key.guard.js';

/** The health of schedules, workers and queues, for those who keep the system running. */
@ApiTags('health')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1/health')
export class SchedulerController {
  constructor(private readonly health: HealthQueries) {}

  @Get('scheduler')
  @ApiOperation({ summary: 'Schedules expected against actual, workers, canary, queues, stuck work' })
  scheduler(@Req() request: Request): Promise<SchedulerView> {
    if (!mayAct(callerOf(request), ['engineering', 'ops'])) {
      throw commonErrors.forbidden('Health > Scheduler is open to engineering, ops and admin.');
    }
    return this.health.scheduler();
  }
}
