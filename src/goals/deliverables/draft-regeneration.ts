import { Injectable } from '@nestjs/common';
import { expectVersion } from '../../platform/commands/expect-version.js';
import type { AppError } from '../../platform/errors/app-error.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { RunService } from '../runs/run.service.js';
import type { Decider } from './decider.js';
import type { Deliverable } from './deliverable.entity.js';
import { DeliverableRepository } from './deliverable.repository.js';
import { DeliverableService } from './deliverable.service.js';

/** "Regenerate with this feedback": this draft is rejected with it, and a new run writes another. */
@Injectable()
export class DraftRegeneration {
  constructor(
    private readonly deliverables: DeliverableRepository,
    private readonly service: DeliverableService,
    private readonly runs: RunService,
  ) {}

  /** Why there can be no other draft now (goal, account, credentials, the trial's limits), or undefined. */
  async whyNot(tx: Tx, id: string): Promise<AppError | undefined> {
    const { goalId } = await this.deliverables.get(tx.em, id);
    return this.runs.whyNotTrigger(tx, goalId);
  }

  /** Takes a task and tokens like any run; past a limit nothing is changed and this draft stays in review. */
  async regenerate(
    tx: Tx,
    id: string,
    given: { version?: number | undefined; feedback: string; by: Decider },
  ): Promise<Deliverable> {
    const { version, feedback, by } = given;
    const deliverable = await this.deliverables.getLocked(tx.em, id);
    this.service.requireOpen(deliverable);
    if (version !== undefined) expectVersion(deliverable, version);
    const refusal = await this.whyNot(tx, id);
    if (refusal) throw refusal;
    const run = await this.runs.trigger(tx, deliverable.goalId);
    await tx.em.flush();
    deliverable.nextRunId = run.id;
    return this.service.apply(tx, deliverable, { decision: 'reject', by, reason: feedback });
  }
}
