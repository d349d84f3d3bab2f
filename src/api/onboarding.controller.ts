import { Controller, Get, Param, Query, Req, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import type { OnboardingView } from '../onboarding/onboarding-view.js';
import { OnboardingQueries } from '../onboarding/onboarding.queries.js';
import { TimelineQueries, type TimelinePage } from '../onboarding/view/timeline.queries.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { callerOf } from './api-caller.js';
import { ApiKeyGuard } from './api-key.guard.js';

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(300).optional(),
});

/** The runbook of one customer, and everything that happened to it. */
@ApiTags('customers')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1/customers/:id')
export class OnboardingController {
  constructor(
    private readonly onboarding: OnboardingQueries,
    private readonly timeline: TimelineQueries,
  ) {}

  @Get('onboarding')
  @ApiOperation({
    summary: 'Every step of the runbook with its state, proof, what is missing and the commands',
  })
  view(@Param('id') id: string, @Req() request: Request): Promise<OnboardingView> {
    return this.onboarding.view(id, callerOf(request));
  }

  @Get('timeline')
  @ApiOperation({ summary: 'History of the customer, newest first' })
  page(@Param('id') id: string, @Query() query: unknown): Promise<TimelinePage> {
    const { limit, cursor } = parseInput(pageQuery, query);
    return this.timeline.page(id, limit, cursor);
  }
}
