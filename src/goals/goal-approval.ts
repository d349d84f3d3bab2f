import { Injectable } from '@nestjs/common';
import { CustomerContainment } from '../customers/containment/customer-containment.service.js';
import type { AppError } from '../platform/errors/app-error.js';
import { mayAct } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Goal } from './goal.entity.js';
import { refuseStale } from './goal-conflict.js';
import { goalErrors } from './goal.errors.js';
import { GoalReview } from './goal-review.js';
import { GoalRepository } from './goal.repository.js';
import { GoalService } from './goal.service.js';
import { blocksApproval } from './safety/safety-review.js';
import type { SafetyFinding } from './safety/safety-facts.js';

/** "Approve Goal": the review for safety, done on the facts of this moment (runbook Step 10). */
@Injectable()
export class GoalApproval {
  constructor(
    private readonly goals: GoalRepository,
    private readonly safety: GoalReview,
    private readonly service: GoalService,
    private readonly containments: CustomerContainment,
  ) {}

  /** Why it cannot be approved now, or undefined; an admin may go on to override a finding. */
  async whyNot(tx: Tx, id: string): Promise<AppError | undefined> {
    const goal = await this.goals.get(tx.em, id);
    if (goal.status !== 'pending_approval') return notWaiting(goal);
    const contained = await this.whyContained(tx, goal);
    if (contained) return contained;
    const findings = await this.safety.reviewStored(tx, goal);
    return blocksApproval(findings) && !mayAct(tx.actor, ['admin']) ? notSafe(findings) : undefined;
  }

  /** Nothing goes live while its customer is contained: it would run as soon as security opens the account again. */
  async whyContained(tx: Tx, { customerId }: Goal): Promise<AppError | undefined> {
    return (await this.containments.open(tx, customerId))
      ? goalErrors.goal_contained('A key or the account may be in other hands: no goal goes live.')
      : undefined;
  }

  async approve(
    tx: Tx,
    id: string,
    given: { version: number; overrideReason?: string | undefined },
  ): Promise<Goal> {
    const goal = await this.goals.get(tx.em, id);
    await refuseStale(tx, this.goals, goal, given.version);
    const findings = await this.safety.reviewStored(tx, goal);
    const blocked = blocksApproval(findings);
    if (blocked && given.overrideReason === undefined) {
      throw goalErrors.goal_override_needs_reason(failing(findings).join(' '), {
        fields: [{ field: 'overrideReason', message: 'Say why it is approved all the same.' }],
        facts: { findings },
      });
    }
    goal.findings = findings;
    this.service.markApproved(tx, goal, tx.actor.kind, blocked ? (given.overrideReason ?? null) : null);
    await tx.em.flush();
    return goal;
  }
}

export function notWaiting({ status }: Goal): AppError {
  const said = status.replaceAll('_', ' ');
  return goalErrors.goal_not_approved(`The goal is ${said}: there is nothing to approve.`, {
    hint: 'Reload the page: it has moved on since you looked.',
  });
}

export function notSafe(findings: readonly SafetyFinding[]): AppError {
  return goalErrors.goal_not_safe(failing(findings).join(' '), { facts: { findings } });
}

function failing(findings: readonly SafetyFinding[]): string[] {
  return findings.filter(({ level }) => level === 'fail').map(({ text }) => text);
}
