import {
  Controller,
  Get,
  Headers,
  Param,
  Query,
  Req,
  Sse,
  UseGuards,
  type MessageEvent,
} from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';
import { CustomerQueries } from '../customers/customer.queries.js';
import { DeliverableQueries } from '../goals/deliverables/deliverable.queries.js';
import type { DeliverableView, ListedDeliverable } from '../goals/deliverables/deliverable-view.js';
import type { SchedulePreview } from '../goals/goal-page.js';
import { GoalQueries, goalTemplateViews, type GoalTemplateView } from '../goals/goal.queries.js';
import type { GoalView, RunAttemptView, RunView } from '../goals/goal-views.js';
import { RunEventStream } from '../goals/runs/run-event-stream.js';
import { SchedulePreviews } from '../goals/schedule-preview.js';
import type { IssueView } from '../onboarding/diagnosis-view.js';
import { TroublesQueries } from '../onboarding/diagnosis/troubles.queries.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { isId } from '../platform/ids/new-id.js';
import { callerOf } from './api-caller.js';
import { ApiKeyGuard, OutcomeRoute } from './api-key.guard.js';
import { ApiListQuery } from './api-list-query.js';
import { CustomerPipe } from './customer.pipe.js';
import { IdPipe } from './id.pipe.js';
import { KnownRunGuard } from './known-run.guard.js';
import { nextRunsQuery, ruleAsked } from './next-runs-query.js';

interface Items<T> {
  readonly items: readonly T[];
  readonly nextCursor: null;
}

interface RunAnswer extends RunView {
  readonly attempts: readonly RunAttemptView[];
  readonly deliverableId: string | null;
}

/** Reads of goals, runs with their live progress, and deliverables. */
@ApiTags('goals')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1')
export class GoalsController {
  constructor(
    private readonly goals: GoalQueries,
    private readonly deliverables: DeliverableQueries,
    private readonly stream: RunEventStream,
    private readonly troubles: TroublesQueries,
    private readonly previews: SchedulePreviews,
    private readonly customers: CustomerQueries,
  ) {}

  @Get('goal-templates')
  @OutcomeRoute()
  @ApiOperation({ summary: 'Goal templates with the JSON Schema of their parameters, and defaults' })
  templates(): Items<GoalTemplateView> {
    return { items: goalTemplateViews(), nextCursor: null };
  }

  /** Before `goals/:id`, which would take it for an id. */
  @Get('goals/next-runs')
  @ApiOperation({ summary: 'The next five runs of a frequency, before a goal is saved with it' })
  @ApiListQuery(nextRunsQuery)
  async nextRuns(@Query() given: unknown): Promise<SchedulePreview | null> {
    const query = parseInput(nextRunsQuery, given);
    const rule = ruleAsked(query);
    const { customer, zone = '' } = query;
    if (customer === undefined) return this.previews.of({ kind: 'zone', zone }, rule);
    return this.previews.of({ kind: 'customer', id: await this.customers.idOf(customer) }, rule);
  }

  @Get('customers/:id/goals')
  @ApiOperation({ summary: 'Goals of a customer, newest first' })
  async goalsOf(@Param('id', CustomerPipe) id: string): Promise<Items<GoalView>> {
    return { items: await this.goals.ofCustomer(id), nextCursor: null };
  }

  @Get('goals/:id')
  @ApiOperation({ summary: 'A goal; while it awaits approval its safety findings are of this moment' })
  goal(@Param('id', IdPipe) id: string): Promise<GoalView> {
    return this.goals.goal(id);
  }

  @Get('goals/:id/trouble')
  @ApiOperation({
    summary: 'Why it is not running (Issue 4): each check, the first that fails, and what helps',
  })
  trouble(@Param('id', IdPipe) id: string, @Req() request: Request): Promise<IssueView> {
    return this.troubles.ofGoal(id, callerOf(request));
  }

  @Get('goals/:id/runs')
  @ApiOperation({ summary: 'The newest fifty runs of a goal' })
  async runsOf(@Param('id', IdPipe) id: string): Promise<Items<RunView>> {
    return { items: await this.goals.runsOf(id), nextCursor: null };
  }

  @Get('goal-runs/:id')
  @OutcomeRoute()
  @ApiOperation({
    summary: 'A run with each of its attempts; when it is completed, its deliverable stands beside it',
  })
  async run(@Param('id', IdPipe) id: string): Promise<RunAnswer> {
    const run = await this.goals.run(id);
    const attempts = await this.goals.attempts(id);
    return { ...run, attempts, deliverableId: (await this.deliverables.ofRun(id))?.id ?? null };
  }

  @Sse('goal-runs/:id/events')
  @UseGuards(KnownRunGuard)
  @ApiOperation({ summary: 'Live progress of a run as server-sent events; ends with an event named "end"' })
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  events(@Param('id') id: string, @Headers('last-event-id') lastId?: string): Observable<MessageEvent> {
    const after = lastId !== undefined && isId(lastId) ? lastId : undefined;
    return this.stream
      .watch(id, after)
      .pipe(map(({ id: eventId, type, ...data }) => ({ id: eventId, type, data })));
  }

  @Get('customers/:id/deliverables')
  @ApiOperation({ summary: 'The newest hundred deliverables of a customer' })
  async deliverablesOf(@Param('id', CustomerPipe) id: string): Promise<Items<ListedDeliverable>> {
    return { items: await this.deliverables.ofCustomer(id), nextCursor: null };
  }

  @Get('deliverables/:id')
  @ApiOperation({ summary: 'A deliverable with its revisions' })
  deliverable(@Param('id', IdPipe) id: string): Promise<DeliverableView> {
    return this.deliverables.view(id);
  }
}
