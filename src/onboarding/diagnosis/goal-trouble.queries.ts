import { Injectable } from '@nestjs/common';
import { GoalQueries } from '../../goals/goal.queries.js';
import { GoalStandings, type GoalStanding } from '../../goals/goal-standing.queries.js';
import { SchedulerSigns, type Signs } from '../../health/scheduler-signs.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';

/** How a goal stands, and whether there is who would run it (runbook Issue 4). */
export interface GoalTrouble extends GoalStanding, Signs {}

@Injectable()
export class GoalTroubleQueries {
  constructor(
    private readonly goals: GoalQueries,
    private readonly standings: GoalStandings,
    private readonly signs: SchedulerSigns,
  ) {}

  /** @throws not_found (404) */
  customerOf(goalId: string): Promise<string> {
    return this.goals.customerOf(goalId);
  }

  /** Whether there is who would run goals. It takes connections of its own: asked before one is held. */
  running(): Promise<Signs> {
    return this.signs.look();
  }

  /** Of those among the customer's goals, in their order. */
  async ofMany(
    tx: Tx,
    { customerId, goalIds, signs }: { customerId: string; goalIds: readonly string[]; signs: Signs },
  ): Promise<GoalTrouble[]> {
    return (await this.standings.ofMany(tx, customerId, goalIds)).map((standing) => ({
      ...standing,
      ...signs,
    }));
  }

  /** Of this goal, else of the customer's that does not go as it should; null where there is none. */
  async of(tx: Tx, customerId: string, signs: Signs, goalId?: string): Promise<GoalTrouble | null> {
    const id = goalId ?? (await this.standings.concerned(tx.em, customerId));
    if (id === undefined) return null;
    return { ...(await this.standings.of(tx, id)), ...signs };
  }
}
