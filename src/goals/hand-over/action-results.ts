import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Deliverable } from '../deliverables/deliverable.entity.js';
import { DeliverableRepository } from '../deliverables/deliverable.repository.js';
import { moveAction } from '../deliverables/deliverable.states.js';
import { actionOverdue, actionSettled } from '../goal.entries.js';
import { goalErrors } from '../goal.errors.js';
import type { ActionHandOver } from './hand-over.entity.js';
import { HandOverRepository } from './hand-over.repository.js';

export interface ReportedResult {
  readonly handOverId: string;
  readonly outcome: 'done' | 'failed';
  readonly reason?: string | undefined;
  /** Where it can be seen: a post's address, an order's number. */
  readonly reference?: string | undefined;
}

/** What the agent platform is answered. */
export interface ActionView {
  readonly id: string;
  readonly handOverId: string;
  readonly action: string;
}

/** What became of an action that was handed over, as the agent platform reports it; and the flag when it does not. */
@Injectable()
export class ActionResults {
  constructor(
    private readonly deliverables: DeliverableRepository,
    private readonly handOvers: HandOverRepository,
  ) {}

  /** The same report once more changes nothing. Throws `action_not_handed_over`, `action_result_known` (409). */
  async report(tx: Tx, id: string, result: ReportedResult): Promise<ActionView> {
    const deliverable = await this.deliverables.getLocked(tx.em, id);
    const handOver = await this.handOvers.find(tx.em, result.handOverId, id);
    if (!handOver)
      throw goalErrors.action_not_handed_over('There was no such hand-over of this deliverable.');
    if (handOver.outcome) {
      if (handOver.outcome === result.outcome) return viewOf(deliverable, handOver);
      throw goalErrors.action_result_known(`It was reported ${handOver.outcome} before.`);
    }
    await this.refuseLate(tx, deliverable, handOver, result);
    handOver.outcome = result.outcome;
    handOver.resultAt = tx.now;
    this.settle(tx, deliverable, result);
    await tx.em.flush();
    return viewOf(deliverable, handOver);
  }

  /** Its result is missed: people are told, and may hand it over again. @returns whether it still was */
  async flag(tx: Tx, id: string): Promise<boolean> {
    const deliverable = await this.deliverables.getLocked(tx.em, id);
    const { action, resultDueAt, customerId } = deliverable;
    if (!resultDueAt || resultDueAt > tx.now) return false;
    deliverable.resultDueAt = null;
    if (action !== 'handed_over') return false;
    deliverable.resultOverdue = true;
    tx.record(actionOverdue, { subjectId: id, customerId, data: {} });
    await tx.em.flush();
    return true;
  }

  /** A failure of an earlier hand-over says nothing of the newer one; that it is done is true whichever reports it. */
  private async refuseLate(
    tx: Tx,
    { id, action }: Deliverable,
    { round }: ActionHandOver,
    { outcome }: ReportedResult,
  ): Promise<void> {
    const newest = await this.handOvers.newest(tx.em, id);
    if (outcome === 'failed' && newest && newest.round > round)
      throw goalErrors.action_result_known('It was handed over again since.');
    if (action === 'handed_over' || (action === 'failed' && outcome === 'done' && !newest?.outcome)) return;
    throw goalErrors.action_result_known(`The action is ${action.replace('_', ' ')}.`);
  }

  private settle(
    tx: Tx,
    deliverable: Deliverable,
    { handOverId, outcome, reason, reference }: ReportedResult,
  ) {
    moveAction(deliverable, outcome);
    deliverable.actionReason = outcome === 'failed' ? (reason ?? null) : null;
    deliverable.actionReference = reference ?? null;
    deliverable.resultDueAt = null;
    deliverable.resultOverdue = false;
    const { id: subjectId, customerId } = deliverable;
    tx.record(actionSettled, { subjectId, customerId, data: { handOverId, outcome, by: 'agent_platform' } });
  }
}

const viewOf = ({ id, action }: Deliverable, handOver: ActionHandOver): ActionView => ({
  id,
  handOverId: handOver.id,
  action,
});
