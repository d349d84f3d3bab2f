import { Injectable } from '@nestjs/common';
import { CustomerContainment } from '../customers/containment/customer-containment.service.js';
import { CsmService } from '../customers/csm.service.js';
import { CustomerService } from '../customers/customer.service.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Trial } from '../trials/trial.entity.js';
import { statusAt } from '../trials/trial.states.js';
import { goalResumed } from './goal.entries.js';
import type { Goal } from './goal.entity.js';
import { goalErrors } from './goal.errors.js';
import { GoalReopening } from './goal-reopening.js';
import { GoalReview, specOf } from './goal-review.js';
import { GoalRepository } from './goal.repository.js';
import { goalStates, NOT_PAUSED, refusalUnless } from './goal.states.js';
import { nextOf } from './schedule/occurrences.js';
import { outlineOf } from './templates/goal-templates.js';

/** Lets paused goals go on, and says who may: nothing that a containment stopped, before security opens it again. */
@Injectable()
export class GoalResumption {
  constructor(
    private readonly goals: GoalRepository,
    private readonly customers: CustomerService,
    private readonly containments: CustomerContainment,
    private readonly managers: CsmService,
    private readonly safety: GoalReview,
    private readonly reopening: GoalReopening,
  ) {}

  /** Why the caller cannot resume it now, or undefined. */
  async whyNot(tx: Tx, id: string): Promise<AppError | undefined> {
    const goal = await this.goals.get(tx.em, id);
    return (
      refusalUnless(goal, 'paused') ??
      (await this.whyContained(tx, goal)) ??
      (tx.actor.kind === 'customer' ? await this.whyNotTheCustomer(tx, goal) : undefined) ??
      (await this.whyOver(tx, goal, await this.safety.trialOf(tx, goal)))
    );
  }

  /**
   * Goes on with the next instant after now: what fell into the pause is not made up for. It is reviewed like any
   * other goal that is to run: where limits of its agent changed meanwhile, or a finding fails now, it is approved anew.
   */
  async resume(tx: Tx, id: string): Promise<Goal> {
    const goal = await this.goals.get(tx.em, id);
    await this.customers.requireActive(tx, goal.customerId);
    const findings = await this.safety.reviewStored(tx, goal);
    if (goal.limitsChanged || (await this.reopening.failsAnew(tx, goal, findings)))
      return this.reopening.reopen(tx, goal, findings);
    goal.findings = findings;
    goalStates.move(goal, 'approved');
    Object.assign(goal, NOT_PAUSED);
    goal.nextDueAt = nextOf(goal, tx.now);
    tx.record(goalResumed, { subjectId: goal.id, customerId: goal.customerId, data: {} });
    await tx.em.flush();
    return goal;
  }

  /** The cause of its pause is over; it goes on unless the account, or a platform it needs, holds it still. */
  async resumeUnlessHeld(tx: Tx, goal: Goal): Promise<void> {
    const { status } = await this.customers.get(tx, goal.customerId);
    if (await this.containments.open(tx, goal.customerId)) goal.pauseReason = 'contained';
    else if (await this.lacksCredential(tx, goal)) goal.pauseReason = 'credential';
    else if (status !== 'active') goal.pauseReason = 'customer_suspended';
    else await this.resume(tx, goal.id);
  }

  /** While the account is contained nobody resumes anything; afterwards our team does, goal by goal. */
  private async whyContained(tx: Tx, goal: Goal): Promise<AppError | undefined> {
    const open = await this.containments.open(tx, goal.customerId);
    if (open)
      return goalErrors.goal_contained(
        `The account has been contained since ${open.beganAt.toISOString()}: a key or the account may be in other hands.`,
      );
    const ours = tx.actor.kind === 'staff' || tx.actor.kind === 'operator';
    if (goal.pauseReason !== 'contained' || ours) return undefined;
    return goalErrors.goal_contained('It was stopped for safety, and our team lets it go on.', {
      hint: await this.writeTo(tx, goal),
    });
  }

  /** A customer resumes what they paused, and what waited for a connection that works again. */
  private async whyNotTheCustomer(tx: Tx, goal: Goal): Promise<AppError | undefined> {
    if (goal.pauseReason === 'credential') {
      if (!(await this.lacksCredential(tx, goal))) return undefined;
      return goalErrors.goal_credential_not_active('A platform it needs is not connected.', {
        hint: 'Connect it again; the goal goes on by itself then.',
      });
    }
    if (goal.pauseReason !== 'person')
      return goalErrors.goal_goes_on_by_itself(
        goal.pauseReason === 'trial_ended'
          ? 'It stopped when the trial ended.'
          : 'It stopped with the account.',
      );
    if (goal.pausedBy === 'customer') return undefined;
    const why = goal.pauseNote ? `Our team paused it: ${goal.pauseNote}` : 'Our team paused it.';
    return goalErrors.goal_paused_by_us(why, { hint: await this.writeTo(tx, goal) });
  }

  /** What runs under a trial goes no further than it; a hire lets its goals go on. */
  private async whyOver(tx: Tx, goal: Goal, trial: Trial): Promise<AppError | undefined> {
    const status = statusAt(trial, tx.now);
    if (status !== 'expired' && status !== 'cancelled') return undefined;
    const end = (trial.endedAt ?? trial.endsAt)?.toISOString();
    return goalErrors.goal_trial_over(
      `It ${status === 'cancelled' ? 'was cancelled' : 'ended'} at ${end ?? ''}.`,
      tx.actor.kind === 'customer' ? { hint: await this.writeTo(tx, goal) } : {},
    );
  }

  private lacksCredential(tx: Tx, goal: Goal): Promise<boolean> {
    return this.safety.lacksCredential(tx, goal.customerId, outlineOf(specOf(goal)).platforms);
  }

  private async writeTo(tx: Tx, { customerId }: Goal): Promise<string> {
    const { csmId } = await this.customers.get(tx, customerId);
    const { name, email } = await this.managers.get(tx.em, csmId);
    return `Write to your manager if it should go on: ${name}, ${email}.`;
  }
}
