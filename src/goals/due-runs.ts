import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { GoalRepository } from './goal.repository.js';
import { RunService } from './runs/run.service.js';
import { planDue } from './schedule/plan-due.js';

const missedDetail = (caughtUp: boolean): string =>
  caughtUp
    ? 'No worker was running at that time.'
    : 'No worker was running at that time, and the goal leaves missed runs out.';

/** What a goal's schedule owes by now: one run, and a refused row for each instant that an outage swallowed. */
@Injectable()
export class DueRuns {
  constructor(
    private readonly goals: GoalRepository,
    private readonly runs: RunService,
  ) {}

  /** The caller holds the customer's lock. @returns whether anything was due */
  async make(tx: Tx, id: string): Promise<boolean> {
    const goal = await this.goals.getLocked(tx.em, id);
    if (goal.status !== 'approved' || !goal.nextDueAt || goal.nextDueAt > tx.now) return false;
    const { cron, zone } = goal.schedule;
    const plan = planDue({ cron, zone, dueAt: goal.nextDueAt }, tx.now, goal.catchUp);
    for (const missed of plan.missed) {
      if (await this.runs.isMade(tx, goal, missed)) continue;
      this.runs.refuse(tx, goal, missed, { code: 'missed', detail: missedDetail(plan.run !== null) });
    }
    if (plan.run) await this.runs.schedule(tx, goal, plan.run);
    goal.nextDueAt = plan.nextDueAt;
    await tx.em.flush();
    return true;
  }
}
