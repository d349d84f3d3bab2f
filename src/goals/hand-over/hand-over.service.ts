import { Injectable } from '@nestjs/common';
import { expectVersion } from '../../platform/commands/expect-version.js';
import type { AppError } from '../../platform/errors/app-error.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Deliverable } from '../deliverables/deliverable.entity.js';
import { DeliverableRepository } from '../deliverables/deliverable.repository.js';
import { moveAction } from '../deliverables/deliverable.states.js';
import { actionHandedOver } from '../goal.entries.js';
import { goalErrors } from '../goal.errors.js';
import { AgentPlatformClient } from './agent-platform-client.js';
import { HandOverRepository } from './hand-over.repository.js';
import { handOverAction } from './hand-over.work.js';

/** A result is missed so long after the action could first be carried out. */
export const RESULT_HOURS = 4;
const HOUR = 3_600_000;

/** Hands approved actions over to the agent platform: a row and a job, which sends the signed webhook. */
@Injectable()
export class HandOver {
  constructor(
    private readonly client: AgentPlatformClient,
    private readonly handOvers: HandOverRepository,
    private readonly deliverables: DeliverableRepository,
  ) {}

  get connected(): boolean {
    return this.client.connected;
  }

  trialStatus(tx: Tx, { runId }: Deliverable): Promise<string | null> {
    return this.handOvers.trialStatus(tx.em, runId);
  }

  /** The caller holds the deliverable's lock. */
  async begin(tx: Tx, deliverable: Deliverable, reason: string | null = null): Promise<void> {
    const { id: deliverableId, customerId, proposal } = deliverable;
    const before = await this.handOvers.newest(tx.em, deliverableId);
    const round = (before?.round ?? 0) + 1;
    const row = this.handOvers.add(tx.em, { deliverableId, customerId, round, reason, createdAt: tx.now });
    if (deliverable.action !== 'handed_over') moveAction(deliverable, 'handed_over');
    deliverable.actionReason = null;
    deliverable.resultOverdue = false;
    const from =
      proposal?.kind === 'post'
        ? Math.max(Date.parse(proposal.notBefore), tx.now.getTime())
        : tx.now.getTime();
    deliverable.resultDueAt = new Date(from + RESULT_HOURS * HOUR);
    tx.record(actionHandedOver, {
      subjectId: deliverableId,
      customerId,
      data: { handOverId: row.id, round },
    });
    tx.enqueue(handOverAction, { id: row.id });
  }

  /** Why it cannot be handed over again, or undefined: it failed, or its result is missed. */
  async whyNotAgain(tx: Tx, id: string): Promise<AppError | undefined> {
    const { action, resultOverdue } = await this.deliverables.get(tx.em, id);
    if (!this.connected)
      return goalErrors.action_not_handed_over(
        'No agent platform is connected: AGENT_PLATFORM_WEBHOOK_URL is unset.',
      );
    if (action === 'failed' || (action === 'handed_over' && resultOverdue)) return undefined;
    return goalErrors.action_not_handed_over(
      action === 'handed_over'
        ? 'Its result is still awaited.'
        : `Nothing failed here: the action is ${action.replace('_', ' ')}.`,
    );
  }

  async again(tx: Tx, id: string, given: { version: number; reason: string }): Promise<Deliverable> {
    const deliverable = await this.deliverables.getLocked(tx.em, id);
    expectVersion(deliverable, given.version);
    await this.begin(tx, deliverable, given.reason);
    await tx.em.flush();
    return deliverable;
  }
}
