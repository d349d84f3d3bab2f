import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { goalEdited } from './goal.entries.js';
import type { Goal } from './goal.entity.js';
import { GoalReview, specOf } from './goal-review.js';
import { goalStates, NOT_PAUSED } from './goal.states.js';
import type { SafetyFinding, SafetyRule } from './safety/safety-facts.js';
import { outlineOf } from './templates/goal-templates.js';

/** Sends approved goals back to Goal Approvals when what was approved is no longer so (design 4, goal). */
@Injectable()
export class GoalReopening {
  constructor(private readonly safety: GoalReview) {}

  /** It is approved anew, with these findings (or, none given, with those of this moment). */
  async reopen(tx: Tx, goal: Goal, findings?: SafetyFinding[]): Promise<Goal> {
    goalStates.move(goal, 'pending_approval');
    goal.pendingSince = tx.now;
    goal.limitsChanged = false;
    Object.assign(goal, NOT_PAUSED);
    goal.nextDueAt = null;
    goal.findings = findings ?? (await this.safety.reviewStored(tx, goal));
    tx.record(goalEdited, { subjectId: goal.id, customerId: goal.customerId, data: { reopened: true } });
    await tx.em.flush();
    return goal;
  }

  /** Words of the agent changed: a goal that fails its review now is approved anew, any other keeps its findings fresh. */
  async reopenUnlessSafe(tx: Tx, goal: Goal): Promise<void> {
    const findings = await this.safety.reviewStored(tx, goal);
    if (newlyFailing(goal, findings).length > 0) return void (await this.reopen(tx, goal, findings));
    goal.findings = findings;
    await tx.em.flush();
  }

  /**
   * Whether it fails its review in a way that nobody approved. A credential that is missing refuses each run
   * by itself, and says so: no matter for another approval.
   */
  async failsAnew(tx: Tx, goal: Goal, findings: readonly SafetyFinding[]): Promise<boolean> {
    const failing = newlyFailing(goal, findings);
    if (failing.some((rule) => rule !== 'credentials')) return true;
    const { platforms } = outlineOf(specOf(goal));
    return failing.length > 0 && !(await this.safety.lacksCredential(tx, goal.customerId, platforms));
  }
}

/** What an admin overrode with a reason, when it was approved, is no news. */
function newlyFailing(goal: Goal, findings: readonly SafetyFinding[]): SafetyRule[] {
  const failing = (all: readonly SafetyFinding[]) =>
    all.filter(({ level }) => level === 'fail').map(({ rule }) => rule);
  const overridden = goal.overrideReason === null ? [] : failing(goal.findings);
  return failing(findings).filter((rule) => !overridden.includes(rule));
}
