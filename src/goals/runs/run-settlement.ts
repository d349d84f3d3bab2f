import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { TrialLedger } from '../../trials/trial-ledger.js';
import { DeliverableService } from '../deliverables/deliverable.service.js';
import { FIRST_TASK_COMPLETED } from '../deliverables/messages.js';
import { runFinished } from '../goal.entries.js';
import { FAILURES, type RunCompleted, type RunFailure, type RunOutcome } from '../runtimes/agent-runtime.js';
import type { GoalRun } from './goal-run.entity.js';
import { GoalRunRepository } from './goal-run.repository.js';
import { moveRun } from './goal-run.states.js';
import { RUN_ATTEMPTS, runGoal } from './goal-run.work.js';
import { heldBy } from './run.service.js';

const WORKER = systemActor(runGoal.name);

export type Settled = 'completed' | 'failed' | 'again';

/** Writes the end of an attempt, once: the run, its task and tokens, and the deliverable. */
@Injectable()
export class RunSettlement {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: Claims,
    private readonly runs: GoalRunRepository,
    private readonly ledger: TrialLedger,
    private readonly deliverables: DeliverableService,
  ) {}

  /** Throws StaleClaim when the attempt is over; then nothing is written. */
  settle(claim: Claim, customerId: string, outcome: RunOutcome): Promise<Settled> {
    return this.unitOfWork.run(WORKER, async (tx) => {
      await tx.lock(customerAggregate, customerId);
      await this.claims.hold(tx, claim);
      const run = await this.runs.getLocked(tx.em, claim.id);
      run.callOpen = false;
      if (outcome.kind === 'completed') return this.complete(tx, run, outcome);
      const { retry, returnsTask } = FAILURES[outcome.failure];
      run.answered = run.answered || !returnsTask;
      if (retry && claim.attempt < RUN_ATTEMPTS) return this.again(tx, claim, run, outcome);
      return this.fail(tx, run, outcome);
    });
  }

  private async complete(tx: Tx, run: GoalRun, outcome: RunCompleted): Promise<Settled> {
    const first = !(await this.runs.hasCompleted(tx.em, run.customerId));
    end(tx, run, 'completed', outcome.tokens);
    run.stage = null;
    await this.ledger.settle(tx, run.trialId, heldBy(run), { tokens: outcome.tokens, taskReturned: false });
    await this.deliverables.create(tx, run, outcome);
    const text = first ? FIRST_TASK_COMPLETED : `Draft ready for review: ${outcome.title}`;
    this.runs.addEvent(tx.em, { runId: run.id, at: tx.now, stage: 'completed', text });
    record(tx, run, first);
    await tx.em.flush();
    return 'completed';
  }

  private async again(tx: Tx, claim: Claim, run: GoalRun, outcome: RunFailure): Promise<Settled> {
    const text = `${outcome.detail} It is tried again.`;
    this.runs.addEvent(tx.em, { runId: run.id, at: tx.now, stage: 'retry', text });
    run.failureCode = outcome.failure;
    run.failureDetail = outcome.detail;
    await tx.em.flush();
    await this.claims.release(tx, claim);
    return 'again';
  }

  private async fail(tx: Tx, run: GoalRun, outcome: RunFailure): Promise<Settled> {
    end(tx, run, 'failed', outcome.tokens);
    run.failureCode = outcome.failure;
    run.failureDetail = outcome.detail;
    const taskReturned = !run.answered && FAILURES[outcome.failure].returnsTask;
    await this.ledger.settle(tx, run.trialId, heldBy(run), { tokens: outcome.tokens, taskReturned });
    const given = taskReturned ? ' The task was given back.' : '';
    const { remedy } = FAILURES[outcome.failure];
    const text = `${outcome.detail}${given} ${remedy}`;
    this.runs.addEvent(tx.em, { runId: run.id, at: tx.now, stage: 'failed', text });
    record(tx, run, false);
    await tx.em.flush();
    return 'failed';
  }
}

function end(tx: Tx, run: GoalRun, to: 'completed' | 'failed', tokens: number): void {
  moveRun(run, to);
  run.tokensUsed = tokens;
  run.endedAt = tx.now;
  run.leaseUntil = null;
  run.failureCode = null;
  run.failureDetail = null;
}

function record(
  tx: Tx,
  { id, goalId, customerId, status, failureCode, tokensUsed }: GoalRun,
  first: boolean,
): void {
  const data = { goalId, status, code: failureCode ?? null, tokensUsed, first };
  tx.record(runFinished, { subjectId: id, customerId, data });
}
