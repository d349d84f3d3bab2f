import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { GoalRepository } from '../goal.repository.js';
import type { RunInput, RunStage } from '../runtimes/agent-runtime.js';
import { GoalRunRepository } from './goal-run.repository.js';
import { RunInputs } from './run-inputs.js';
import { runGoal } from './goal-run.work.js';
import { RunService } from './run.service.js';

const WORKER = systemActor(runGoal.name);

/** Reads what a run needs and writes how it goes, each write under the attempt's claim. */
@Injectable()
export class RunProgress {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: Claims,
    private readonly runs: GoalRunRepository,
    private readonly goals: GoalRepository,
    private readonly inputs: RunInputs,
    private readonly service: RunService,
  ) {}

  /**
   * Marks the call of `engine` as open and answers what the runtime is told, and the business instant it starts at.
   * Undefined when the goal, the account or a credential no longer allows it: then the run is cancelled.
   */
  begin(claim: Claim, engine: string): Promise<{ input: RunInput; now: Date } | undefined> {
    return this.unitOfWork.run(WORKER, async (tx) => {
      const { customerId } = await this.runs.get(tx.em, claim.id);
      await tx.lock(customerAggregate, customerId);
      await this.claims.hold(tx, claim);
      const run = await this.runs.getLocked(tx.em, claim.id);
      run.answered = run.answered || run.callOpen;
      run.callOpen = false;
      await this.runs.loseAttempts(tx.em, run.id, { before: claim.attempt, at: tx.now });
      const obstacle = await this.service.whyNotBegin(tx, run);
      if (obstacle) {
        await this.service.cancel(tx, run.id, obstacle.detail, obstacle.code);
        return undefined;
      }
      const goal = await this.goals.get(tx.em, run.goalId);
      run.callOpen = true;
      run.engine = engine;
      run.startedAt ??= tx.now;
      run.retryAt = null;
      run.params ??= { ...goal.params };
      const input = await this.inputs.of(tx, { ...goal, params: run.params }, run);
      const text = claim.attempt === 1 ? 'A worker has it' : `A worker has it, attempt ${claim.attempt}`;
      this.runs.addAttempt(tx.em, { runId: run.id, number: claim.attempt, startedAt: tx.now });
      this.runs.addEvent(tx.em, { runId: run.id, at: tx.now, stage: 'started', text });
      return { input, now: tx.now };
    });
  }

  tell(claim: Claim, stage: RunStage, text: string): Promise<void> {
    return this.unitOfWork.run(WORKER, async (tx) => {
      await this.claims.hold(tx, claim);
      const run = await this.runs.getLocked(tx.em, claim.id);
      run.stage = stage;
      this.runs.addEvent(tx.em, { runId: run.id, at: tx.now, stage, text });
    });
  }
}
