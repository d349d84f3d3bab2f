import { Injectable } from '@nestjs/common';
import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import { CredentialTestService } from '../../credentials/credential-test.service.js';
import { CustomerService } from '../../customers/customer.service.js';
import type { AppError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { TrialLedger, type Reserved, type RunToCome } from '../../trials/trial-ledger.js';
import { trialErrors } from '../../trials/trial.errors.js';
import type { Goal } from '../goal.entity.js';
import { runFinished, runRefused, runRequested } from '../goal.entries.js';
import { goalErrors } from '../goal.errors.js';
import { specOf } from '../goal-review.js';
import { GoalRepository } from '../goal.repository.js';
import { outlineOf } from '../templates/goal-templates.js';
import type { GoalRun } from './goal-run.entity.js';
import { GoalRunRepository } from './goal-run.repository.js';
import { moveRun } from './goal-run.states.js';
import { runGoal } from './goal-run.work.js';

type Trigger = GoalRun['trigger'];
type NewRun = Pick<GoalRun, 'id' | 'trigger' | 'dueAt'> & Reserved;

/** Makes runs, with their task and tokens reserved in the same transaction, and cancels them. */
@Injectable()
export class RunService {
  constructor(
    private readonly goals: GoalRepository,
    private readonly runs: GoalRunRepository,
    private readonly ledger: TrialLedger,
    private readonly credentials: CredentialTestService,
    private readonly customers: CustomerService,
  ) {}

  /** Why "Trigger Now" cannot run it, or undefined: approval, account, credentials, then the limits. */
  async whyNotTrigger(tx: Tx, goalId: string): Promise<AppError | undefined> {
    const goal = await this.goals.get(tx.em, goalId);
    return (await this.obstacle(tx, goal)) ?? (await this.ledger.refusal(tx, goal.trialId));
  }

  /** "Trigger Now": a run at once; past a limit it throws (409) and makes none. */
  async trigger(tx: Tx, goalId: string): Promise<GoalRun> {
    const goal = await this.goals.get(tx.em, goalId);
    const id = newId();
    const answer = await this.ledger.reserve(tx, toCome(id, goal, 'manual'));
    if (!answer.granted) throw answer.error;
    return this.make(tx, goal, { id, trigger: 'manual', dueAt: tx.now, ...answer.reserved });
  }

  /** The scheduled run of an instant; what stands against it is kept as a refused row. */
  async schedule(tx: Tx, goal: Goal, dueAt: Date): Promise<GoalRun | null> {
    if (await this.runs.hasScheduled(tx.em, goal.id, dueAt)) return null;
    const obstacle = await this.obstacle(tx, goal);
    if (obstacle) return this.refuse(tx, goal, dueAt, { code: obstacle.code, detail: obstacle.detail });
    const id = newId();
    const answer = await this.ledger.reserve(tx, toCome(id, goal, 'schedule'));
    if (answer.granted) return this.make(tx, goal, { id, trigger: 'schedule', dueAt, ...answer.reserved });
    return this.refuse(tx, goal, dueAt, { code: answer.code, detail: answer.error.detail });
  }

  /** Whether an instant of its schedule was run, or refused, before. */
  isMade(tx: Tx, goal: Goal, dueAt: Date): Promise<boolean> {
    return this.runs.hasScheduled(tx.em, goal.id, dueAt);
  }

  /** A scheduled instant without a run, and why. */
  refuse(tx: Tx, goal: Goal, dueAt: Date, { code, detail }: { code: string; detail: string }): GoalRun {
    const run = this.runs.add(tx.em, {
      ...ownersOf(goal),
      trigger: 'schedule',
      dueAt,
      status: 'refused',
      failureCode: code,
      failureDetail: detail,
      createdAt: tx.now,
      endedAt: tx.now,
    });
    tx.record(runRefused, {
      subjectId: run.id,
      customerId: goal.customerId,
      data: { goalId: goal.id, code },
    });
    return run;
  }

  /** Why it cannot be cancelled now, or undefined. */
  async whyNotCancel(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status } = await this.runs.get(tx.em, id);
    return status === 'queued' || status === 'running'
      ? undefined
      : goalErrors.run_finished(`It is over: ${status}.`);
  }

  /** Ends it here and now: a worker at it finds its claim void. The task returns if nothing was called. */
  async cancel(tx: Tx, id: string, detail: string, code = 'cancelled'): Promise<GoalRun> {
    const run = await this.runs.getLocked(tx.em, id);
    if (run.status === 'refused') throw goalErrors.run_finished('The run was refused.');
    moveRun(run, 'cancelled');
    run.failureCode = code;
    run.failureDetail = detail;
    run.endedAt = tx.now;
    run.leaseUntil = null;
    const { tokensUsed } = run;
    const open = { outcome: 'cancelled' as const, endedAt: tx.now, failureCode: code, detail, tokens: 0 };
    await this.runs.endAttempt(tx.em, id, open);
    const taskReturned = !run.callOpen && !run.answered;
    await this.ledger.settle(tx, id, { tokens: tokensUsed, taskReturned });
    this.runs.addEvent(tx.em, { runId: id, at: tx.now, stage: 'cancelled', text: detail });
    const data = { goalId: run.goalId, status: 'cancelled', code: null, tokensUsed, first: false };
    tx.record(runFinished, { subjectId: id, customerId: run.customerId, data });
    await tx.em.flush();
    return run;
  }

  /** Cancels what still waits in the queue for these goals. */
  async cancelQueued(tx: Tx, goalIds: readonly string[], detail: string): Promise<void> {
    if (goalIds.length === 0) return;
    for (const { id } of await this.runs.queuedOf(tx.em, goalIds)) {
      const { status } = await this.runs.getLocked(tx.em, id);
      if (status === 'queued') await this.cancel(tx, id, detail);
    }
  }

  /** Ends every run of a customer that has not ended. @returns how many */
  async cancelOpen(tx: Tx, customerId: string, detail: string): Promise<number> {
    let ended = 0;
    for (const { id } of await this.runs.openOf(tx.em, customerId)) {
      const { status } = await this.runs.getLocked(tx.em, id);
      if (status !== 'queued' && status !== 'running') continue;
      await this.cancel(tx, id, detail);
      ended += 1;
    }
    return ended;
  }

  /**
   * Why a worker may not begin an attempt of it now, or undefined: what it was made for may be over by then.
   * A goal that was changed and waits for approval keeps no run from its next attempt: that one is of the old goal.
   */
  async whyNotBegin(tx: Tx, run: GoalRun): Promise<AppError | undefined> {
    if (await this.ledger.isOver(tx, run.trialId))
      return trialErrors.trial_not_running('The trial ended before the run began.');
    const goal = await this.goals.get(tx.em, run.goalId);
    const status = run.params && goal.status === 'pending_approval' ? 'approved' : goal.status;
    return this.obstacle(tx, { ...goal, status });
  }

  private async obstacle(tx: Tx, goal: Goal): Promise<AppError | undefined> {
    if (goal.status === 'paused' && goal.pauseReason === 'contained')
      return goalErrors.goal_contained('A key or the account may be in other hands.');
    if (goal.status !== 'approved') {
      return goalErrors.goal_not_approved(`The goal is ${goal.status.replace('_', ' ')}.`);
    }
    const customer = await this.customers.get(tx, goal.customerId);
    if (customer.status !== 'active')
      return goalErrors.goal_not_approved(`The customer is ${customer.status}.`);
    const { platforms } = outlineOf(specOf(goal));
    const states = await this.credentials.freshness(tx, goal.customerId, platforms);
    const broken = states.filter(({ state }) => state !== 'fresh' && state !== 'stale');
    if (broken.length === 0) return undefined;
    const named = broken.map(({ platform, state }) => `${PLATFORM_TITLES[platform]}: ${state}.`);
    return goalErrors.goal_credential_not_active(named.join(' '));
  }

  private make(tx: Tx, goal: Goal, { id, trigger, dueAt, tokens, day }: NewRun): GoalRun {
    const run = this.runs.add(tx.em, {
      id,
      ...ownersOf(goal),
      trigger,
      dueAt,
      status: 'queued',
      tokensReserved: tokens,
      taskDay: day,
      createdAt: tx.now,
    });
    this.runs.addEvent(tx.em, { runId: run.id, at: tx.now, stage: 'queued', text: 'Waiting for a worker' });
    const data = { goalId: goal.id, trigger, tokensReserved: tokens };
    tx.record(runRequested, { subjectId: run.id, customerId: goal.customerId, data });
    tx.enqueue(runGoal, { id: run.id });
    return run;
  }
}

const toCome = (runId: string, goal: Goal, trigger: Trigger): RunToCome => ({
  ...{ runId, trigger, trialId: goal.trialId },
  tokenCeiling: outlineOf(specOf(goal)).tokenCeiling,
});

function ownersOf({ id, customerId, agentId, trialId }: Goal) {
  return { goalId: id, customerId, agentId, trialId };
}
