import { Injectable } from '@nestjs/common';
import { AgentService } from '../../agents/agent.service.js';
import { CustomerService } from '../../customers/customer.service.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { WebhookReply } from '../../platform/webhooks/webhook-reply.js';
import { DeliverableRepository } from '../deliverables/deliverable.repository.js';
import { moveAction } from '../deliverables/deliverable.states.js';
import { actionSettled } from '../goal.entries.js';
import { actionEventBody } from './action-event.js';
import { AgentPlatformClient } from './agent-platform-client.js';
import { HandOverRepository } from './hand-over.repository.js';

/** What is to be sent, or why nothing is. */
export type Outgoing =
  { readonly kind: 'send'; readonly body: string } | { readonly kind: 'stop'; readonly reply: WebhookReply };

/** A hand-over's content and the end of its delivery; the result comes by its own door. */
@Injectable()
export class HandOverDeliveries {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly deliverables: DeliverableRepository,
    private readonly customers: CustomerService,
    private readonly agents: AgentService,
    private readonly client: AgentPlatformClient,
  ) {}

  async open(tx: Tx, id: string): Promise<{ customerId: string; outgoing: Outgoing }> {
    const handOver = await this.handOvers.get(tx.em, id);
    const deliverable = await this.deliverables.get(tx.em, handOver.deliverableId);
    const { customerId, agentId } = deliverable;
    const stop = (reply: WebhookReply) => ({ customerId, outgoing: { kind: 'stop', reply } as const });
    // Its result came while it was tried once more.
    if (deliverable.action !== 'handed_over') return stop({ kind: 'taken' });
    const { number, timezone: zone, status } = await this.customers.get(tx, customerId);
    if (status !== 'active') return stop({ kind: 'refused', reason: `the customer is ${status}` });
    const { settings = null } = await this.agents.get(tx, agentId);
    const text = (await this.deliverables.revisions(tx.em, deliverable.id)).at(-1)?.body ?? '';
    const resultUrl = this.client.resultUrl(deliverable.id);
    const body = actionEventBody({
      handOver,
      deliverable,
      text,
      customer: { number, zone },
      settings,
      resultUrl,
    });
    return { customerId, outgoing: { kind: 'send', body } };
  }

  /** The caller holds the customer's lock and the claim. What cannot be handed over has failed. */
  async settle(tx: Tx, id: string, reply: WebhookReply): Promise<void> {
    const handOver = await this.handOvers.get(tx.em, id);
    handOver.status = reply.kind === 'taken' ? 'delivered' : 'failed';
    handOver.leaseUntil = null;
    handOver.endedAt = tx.now;
    handOver.lastError = reply.kind === 'taken' ? null : reply.reason;
    const deliverable = await this.deliverables.getLocked(tx.em, handOver.deliverableId);
    if (reply.kind === 'taken' || deliverable.action !== 'handed_over') return;
    moveAction(deliverable, 'failed');
    deliverable.actionReason = `The agent platform did not take it: ${reply.reason}.`;
    deliverable.resultDueAt = null;
    const { id: subjectId, customerId } = deliverable;
    const data = { handOverId: id, outcome: 'failed', by: 'delivery' } as const;
    tx.record(actionSettled, { subjectId, customerId, data });
  }

  async noteFailure(tx: Tx, id: string, reply: WebhookReply): Promise<void> {
    const handOver = await this.handOvers.get(tx.em, id);
    handOver.lastError = reply.kind === 'taken' ? null : reply.reason;
    await tx.em.flush();
  }
}
