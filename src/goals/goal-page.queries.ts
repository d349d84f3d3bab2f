import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { systemActor } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import type { Goal } from './goal.entity.js';
import { GoalRepository } from './goal.repository.js';
import { GoalReview } from './goal-review.js';
import type { GoalPage, RunsLately } from './goal-page.js';
import { goalView, runView } from './goal-views.js';
import { GoalRunRepository } from './runs/goal-run.repository.js';
import { runsAhead } from './schedule/occurrences.js';
import { GOAL_TEMPLATES } from './templates/goal-templates.js';

const READER = systemActor('goal page');
const RUNS = 5;
const DAYS = 7;

/** Reads of one goal for its page. */
@Injectable()
export class GoalPageQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly goals: GoalRepository,
    private readonly runs: GoalRunRepository,
    private readonly review: GoalReview,
  ) {}

  /** While it awaits approval its safety review is of this moment. Throws `not_found` (404). */
  page(id: string): Promise<GoalPage> {
    return this.unitOfWork.look(READER, async (tx) => {
      const goal = await this.goals.get(tx.em, id);
      const reviewedNow = goal.status === 'pending_approval';
      const runs = await this.runs.ofGoal(tx.em, id, RUNS);
      return {
        ...goalView(goal),
        ...(reviewedNow ? { findings: await this.review.reviewStored(tx, goal) } : {}),
        owner: await this.goals.owner(tx.em, goal.customerId),
        waitingSince: reviewedNow ? goal.pendingSince.toISOString() : null,
        templateTitle: GOAL_TEMPLATES[goal.template].title,
        settings: settingsOf(goal),
        nextRuns: runsAhead(goal.schedule, goal.nextDueAt ?? null, tx.now).map((at) => at.toISOString()),
        reviewedNow,
        lately: await this.lately(tx, id),
        runs: runs.map(runView),
      };
    });
  }

  private async lately(tx: Tx, goalId: string): Promise<RunsLately> {
    const since = new Date(tx.now.getTime() - DAYS * 86_400_000);
    const counts = await this.runs.scheduledSince(tx.em, goalId, since);
    const left = await this.runs.refusedSince(tx.em, goalId, { since, limit: RUNS });
    return { days: DAYS, ...counts, left: left.map(runView) };
  }
}

function settingsOf({ template, params }: Goal): GoalPage['settings'] {
  const schema = z.toJSONSchema(GOAL_TEMPLATES[template].parameters as z.ZodType, { io: 'input' });
  const properties = (schema.properties ?? {}) as Readonly<Record<string, { title?: string }>>;
  return Object.entries(properties)
    .filter(([name]) => name !== 'frequency' && params[name] !== undefined)
    .map(([name, { title = name }]) => ({ title, value: params[name] }));
}
