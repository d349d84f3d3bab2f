import { Controller, Get, Param, Query, Req, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CustomerQueries } from '../customers/customer.queries.js';
import type { TroublesView } from '../onboarding/diagnosis-view.js';
import { TroublesQueries } from '../onboarding/diagnosis/troubles.queries.js';
import type { OnboardingView } from '../onboarding/onboarding-view.js';
import { OnboardingQueries } from '../onboarding/onboarding.queries.js';
import { SessionNotes, type SessionDraft } from '../onboarding/session-note/session-note.queries.js';
import { TimelineQueries, type TimelineItem } from '../onboarding/view/timeline.queries.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { keysetQuery, type KeysetPage } from '../platform/listing/keyset-page.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { callerOf } from './api-caller.js';
import { ApiListQuery } from './api-list-query.js';
import { ApiKeyGuard } from './api-key.guard.js';

/** The runbook of one customer, and everything that happened to it. */
@ApiTags('customers')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1/customers/:id')
export class OnboardingController {
  constructor(
    private readonly customers: CustomerQueries,
    private readonly onboarding: OnboardingQueries,
    private readonly timeline: TimelineQueries,
    private readonly troubles: TroublesQueries,
    private readonly notes: SessionNotes,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get('onboarding')
  @ApiOperation({
    summary: 'Every step of the runbook with its state, proof, what is missing and the commands',
  })
  async view(@Param('id') id: string, @Req() request: Request): Promise<OnboardingView> {
    return this.onboarding.view(await this.customers.idOf(id), callerOf(request));
  }

  @Get('troubles')
  @ApiOperation({
    summary: "The runbook's Common Issues, diagnosed: each check, the first that fails, and what helps",
  })
  async diagnosis(@Param('id') id: string, @Req() request: Request): Promise<TroublesView> {
    return this.troubles.view(await this.customers.idOf(id), callerOf(request));
  }

  @Get('session-note')
  @ApiOperation({ summary: "The session note of Step 13, drafted from the facts in the runbook's template" })
  async sessionNote(@Param('id') id: string, @Req() request: Request): Promise<SessionDraft> {
    const customerId = await this.customers.idOf(id);
    return this.unitOfWork.look(callerOf(request), (tx) => this.notes.draft(tx, customerId));
  }

  @Get('timeline')
  @ApiOperation({ summary: 'What happened to a customer, newest first' })
  @ApiListQuery(keysetQuery)
  async page(@Param('id') id: string, @Query() query: unknown): Promise<KeysetPage<TimelineItem>> {
    return this.timeline.page(await this.customers.idOf(id), parseInput(keysetQuery, query));
  }
}
