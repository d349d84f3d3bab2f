import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { approvalList, goalList, runList } from './goal-lists.js';
import { GoalRepository, type AgentGoals, type GoalsBefore } from './goal.repository.js';
import { GoalReview } from './goal-review.js';
import {
  attemptView,
  eventView,
  goalView,
  runView,
  type GoalView,
  type RunAttemptView,
  type RunEventView,
  type RunView,
} from './goal-views.js';
import { GoalRunRepository } from './runs/goal-run.repository.js';
import { GOAL_TEMPLATES, type GoalTemplateName } from './templates/goal-templates.js';

const READER = systemActor('goal page');
const RUNS_SHOWN = 50;

export interface GoalTemplateView {
  readonly template: GoalTemplateName;
  readonly title: string;
  readonly description: string;
  readonly agentType: string;
  /** JSON Schema of the parameters. */
  readonly parameters: object;
  readonly defaults: object;
  readonly tokenCeiling: number;
}

/** Every goal template, for forms. */
export function goalTemplateViews(): GoalTemplateView[] {
  return (Object.keys(GOAL_TEMPLATES) as GoalTemplateName[]).map((template) => {
    const { title, description, agentType, parameters, defaults, tokenCeiling } = GOAL_TEMPLATES[template];
    const schema = z.toJSONSchema(parameters as z.ZodType, { io: 'input' });
    return { template, title, description, agentType, parameters: schema, defaults, tokenCeiling };
  });
}

/** Reads of goals and runs for pages, REST and the panel. */
@Injectable()
export class GoalQueries {
  readonly list: ListPort;
  readonly approvals: ListPort;
  readonly runList: ListPort;

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly goals: GoalRepository,
    private readonly runs: GoalRunRepository,
    private readonly safety: GoalReview,
  ) {
    this.list = goalList(database);
    this.approvals = approvalList(database);
    this.runList = runList(database);
  }

  /** A goal that awaits approval shows its findings as of now. Throws `not_found` (404). */
  goal(id: string): Promise<GoalView> {
    return this.unitOfWork.look(READER, async (tx) => {
      const goal = await this.goals.get(tx.em, id);
      const view = goalView(goal);
      if (goal.status !== 'pending_approval') return view;
      return { ...view, findings: await this.safety.reviewStored(tx, goal) };
    });
  }

  /** Whose it is. Throws `not_found` (404). */
  async customerOf(id: string): Promise<string> {
    return (await this.goals.get(this.database.em(), id)).customerId;
  }

  /** Newest first. */
  async ofCustomer(customerId: string): Promise<GoalView[]> {
    return (await this.goals.ofCustomer(this.database.em(), customerId)).map(goalView);
  }

  /** Those that are not archived, newest first. */
  async kept(customerId: string, which: GoalsBefore): Promise<GoalView[]> {
    return (await this.goals.kept(this.database.em(), customerId, which)).map(goalView);
  }

  /** The goals that are not archived, counted by agent: what its customer's proposals are held against. */
  counted(customerId: string): Promise<Map<string, AgentGoals>> {
    return this.goals.counted(this.database.em(), customerId);
  }

  async run(id: string): Promise<RunView> {
    return runView(await this.runs.get(this.database.em(), id));
  }

  /** Every attempt of a run, in their order. */
  async attempts(runId: string): Promise<RunAttemptView[]> {
    return (await this.runs.attempts(this.database.em(), runId)).map(attemptView);
  }

  /** The newest fifty. */
  async runsOf(goalId: string): Promise<RunView[]> {
    return (await this.runs.ofGoal(this.database.em(), goalId, RUNS_SHOWN)).map(runView);
  }

  /** Progress since an event's id, oldest first. */
  async events(runId: string, after?: string): Promise<RunEventView[]> {
    return (await this.runs.events(this.database.em(), runId, after)).map(eventView);
  }
}
