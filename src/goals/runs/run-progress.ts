import { Injectable } from '@nestjs/common';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { GoalRepository } from '../goal.repository.js';
import type { RunInput, RunStage } from '../runtimes/agent-runtime.js';
import { GoalRunRepository } from './goal-run.repository.js';
import { RunInputs } from './run-inputs.js';
import { runGoal } from './goal-run.work.js';

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
  ) {}

  /** Marks the call as open and answers what the runtime is told, and the business instant it starts at. */
  begin(claim: Claim): Promise<{ input: RunInput; now: Date }> {
    return this.unitOfWork.run(WORKER, async (tx) => {
      await this.claims.hold(tx, claim);
      const run = await this.runs.getLocked(tx.em, claim.id);
      run.answered = run.answered || run.callOpen;
      run.callOpen = true;
      run.startedAt ??= tx.now;
      const goal = await this.goals.get(tx.em, run.goalId);
      const input = await this.inputs.of(tx, goal, run);
      const text = claim.attempt === 1 ? 'A worker has it' : `A worker has it, attempt ${claim.attempt}`;
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
