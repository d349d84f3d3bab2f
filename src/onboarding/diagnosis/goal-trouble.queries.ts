import { Injectable } from '@nestjs/common';
import { GoalQueries } from '../../goals/goal.queries.js';
import { GoalStandings, type GoalStanding } from '../../goals/goal-standing.queries.js';
import { SchedulerSigns, type Sign } from '../../health/scheduler-signs.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';

/** How a goal stands, and whether there is who would run it (runbook Issue 4). */
export interface GoalTrouble extends GoalStanding {
  readonly scheduler: Sign;
  readonly worker: Sign;
}

@Injectable()
export class GoalTroubleQueries {
  constructor(
    private readonly goals: GoalQueries,
    private readonly standings: GoalStandings,
    private readonly signs: SchedulerSigns,
  ) {}

  /** @throws not_found (404) */
  async customerOf(goalId: string): Promise<string> {
    return (await this.goals.goal(goalId)).customerId;
  }

  /** Of this goal, else of the customer's that does not go as it should; null where there is none. */
  async of(tx: Tx, customerId: string, goalId?: string): Promise<GoalTrouble | null> {
    const id = goalId ?? (await this.standings.concerned(tx.em, customerId));
    if (id === undefined) return null;
    return { ...(await this.standings.of(tx, id)), ...(await this.signs.look()) };
  }
}
