import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { TrialLedger } from '../../trials/trial-ledger.js';
import { DeliverableService } from '../deliverables/deliverable.service.js';
import { FIRST_TASK_COMPLETED } from '../deliverables/messages.js';
import { GoalMemory } from '../goal-memory.js';
import { runFinished } from '../goal.entries.js';
import { FAILURES, type RunCompleted, type RunFailure, type RunOutcome } from '../runtimes/agent-runtime.js';
import type { GoalRun } from './goal-run.entity.js';
import { GoalRunRepository } from './goal-run.repository.js';
import { moveRun } from './goal-run.states.js';
import { runGoal } from './goal-run.work.js';
import { pauseBeforeNext } from './next-attempt.js';

const GOAL_CHANGED =
  'The goal was changed while this run was at work: the draft follows the goal as it was when the run began.';
const WORKER = systemActor(runGoal.name);

export type Settled = 'completed' | 'failed' | 'again' | 'cancelled';

/** Writes the end of an attempt, once: the run, its task and tokens, and the deliverable. */
@Injectable()
export class RunSettlement {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: Claims,
    private readonly runs: GoalRunRepository,
    private readonly ledger: TrialLedger,
    private readonly deliverables: DeliverableService,
    private readonly memory: GoalMemory,
  ) {}

  /** Throws StaleClaim when the attempt is over; then nothing is written. */
  settle(claim: Claim, customerId: string, outcome: RunOutcome): Promise<Settled> {
    return this.unitOfWork.run(WORKER, async (tx) => {
      await tx.lock(customerAggregate, customerId);
      await this.claims.hold(tx, claim);
      const run = await this.runs.getLocked(tx.em, claim.id);
      run.callOpen = false;
      await this.runs.loseAttempts(tx.em, run.id, { before: claim.attempt, at: tx.now });
      const left = run.tokensReserved - run.tokensUsed;
      run.tokensUsed += Math.min(Math.max(0, outcome.tokens), left);
      const judged = outcome.kind === 'completed' && outcome.tokens > left ? overBudget(left) : outcome;
      await this.runs.endAttempt(tx.em, run.id, attemptEnd(tx, judged, outcome.tokens));
      return judged.kind === 'completed'
        ? this.complete(tx, run, judged)
        : this.failed(tx, claim, run, judged);
    });
  }

  /**
   * Ends a run whose worker gave no sign of life since `lapsed`, and frees what it holds; false when one has it again.
   * The task comes back only if nothing of it may have reached the runtime.
   */
  free({ id, customerId }: Pick<GoalRun, 'id' | 'customerId'>, lapsed: Date): Promise<boolean> {
    return this.unitOfWork.run(systemActor('dead reservations'), async (tx) => {
      await tx.lock(customerAggregate, customerId);
      const run = await this.runs.getLocked(tx.em, id);
      if (run.status !== 'running' || !run.leaseUntil || run.leaseUntil > lapsed) return false;
      run.answered = run.answered || run.callOpen;
      run.callOpen = false;
      await this.runs.loseAttempts(tx.em, id, { before: run.attempt + 1, at: tx.now });
      await this.fail(tx, run, DEAD);
      return true;
    });
  }

  /** What a worker brings that was taken for dead is refused, and the run says so; false when it was not so ended. */
  refuseLate(id: string): Promise<boolean> {
    return this.unitOfWork.run(WORKER, async (tx) => {
      const { failureCode } = await this.runs.getLocked(tx.em, id);
      if (failureCode !== DEAD.failure) return false;
      this.runs.addEvent(tx.em, { runId: id, at: tx.now, stage: 'late', text: LATE });
      return true;
    });
  }

  private async complete(tx: Tx, run: GoalRun, outcome: RunCompleted): Promise<Settled> {
    const first = !(await this.runs.hasCompleted(tx.em, run.customerId));
    end(tx, run, 'completed');
    run.stage = null;
    await this.ledger.settle(tx, run.id, { tokens: run.tokensUsed, taskReturned: false });
    await this.deliverables.create(tx, run, await this.withRemark(tx, run, outcome));
    if (outcome.memory) await this.memory.keep(tx, run, outcome.memory);
    const text = first ? FIRST_TASK_COMPLETED : `Draft ready for review: ${outcome.title}`;
    this.runs.addEvent(tx.em, { runId: run.id, at: tx.now, stage: 'completed', text });
    record(tx, run, first);
    await tx.em.flush();
    return 'completed';
  }

  /** A draft of a goal that was changed meanwhile says so: it follows the goal as it was. */
  private async withRemark(tx: Tx, run: GoalRun, outcome: RunCompleted): Promise<RunCompleted> {
    const changed = await this.runs.isGoalChanged(tx.em, run.id);
    return changed ? { ...outcome, remarks: [...outcome.remarks, GOAL_CHANGED] } : outcome;
  }

  private failed(tx: Tx, claim: Claim, run: GoalRun, outcome: RunFailure): Promise<Settled> {
    run.answered = run.answered || !FAILURES[outcome.failure].returnsTask;
    const pause = pauseBeforeNext(outcome, {
      attempt: claim.attempt,
      atWorkMs: tx.now.getTime() - (run.startedAt ?? tx.now).getTime(),
      tokensLeft: run.tokensReserved - run.tokensUsed,
      tokensTaken: outcome.tokens,
    });
    return pause === null ? this.fail(tx, run, outcome) : this.again(tx, claim, run, outcome, pause);
  }

  private async again(
    ...[tx, claim, run, outcome, pause]: [Tx, Claim, GoalRun, RunFailure, number]
  ): Promise<Settled> {
    const text = `${outcome.detail} It is tried again in ${Math.round(pause / 1000)} seconds.`;
    this.runs.addEvent(tx.em, { runId: run.id, at: tx.now, stage: 'retry', text });
    run.failureCode = outcome.failure;
    run.failureDetail = outcome.detail;
    await tx.em.flush();
    await this.claims.release(tx, claim, pause);
    return 'again';
  }

  private async fail(tx: Tx, run: GoalRun, outcome: RunFailure): Promise<Settled> {
    end(tx, run, 'failed');
    run.failureCode = outcome.failure;
    run.failureDetail = outcome.detail;
    const taskReturned = !run.answered && FAILURES[outcome.failure].returnsTask;
    const freedBecause = outcome === DEAD ? DEAD.detail : undefined;
    await this.ledger.settle(tx, run.id, { tokens: run.tokensUsed, taskReturned, freedBecause });
    const given = taskReturned ? ' The task was given back.' : '';
    const { remedy } = FAILURES[outcome.failure];
    const text = `${outcome.detail}${given} ${remedy}`;
    this.runs.addEvent(tx.em, { runId: run.id, at: tx.now, stage: 'failed', text });
    record(tx, run, false);
    await tx.em.flush();
    return 'failed';
  }
}

function end(tx: Tx, run: GoalRun, to: 'completed' | 'failed'): void {
  moveRun(run, to);
  run.endedAt = tx.now;
  run.leaseUntil = null;
  run.failureCode = null;
  run.failureDetail = null;
}

const DEAD: RunFailure = {
  kind: 'failed',
  failure: 'worker_lost',
  detail: 'Its worker died, and none took it up within 10 minutes: what it held of the trial was freed.',
  tokens: 0,
};
const LATE =
  'A worker that was taken for dead came back. What it brought is not counted: what it held was freed before.';

const overBudget = (left: number): RunFailure => ({
  kind: 'failed',
  failure: 'over_budget',
  detail: `The draft took more than the ${left} tokens that were left for it.`,
  tokens: 0,
});

function attemptEnd(tx: Tx, outcome: RunOutcome, tokens: number) {
  const failure = outcome.kind === 'failed' ? outcome : null;
  const { failure: failureCode = null, detail = null } = failure ?? {};
  return { outcome: outcome.kind, endedAt: tx.now, failureCode, detail, tokens };
}

function record(
  tx: Tx,
  { id, goalId, customerId, status, failureCode, tokensUsed }: GoalRun,
  first: boolean,
): void {
  const data = { goalId, status, code: failureCode ?? null, tokensUsed, first };
  tx.record(runFinished, { subjectId: id, customerId, data });
}
