import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import type { WebhookReply } from '../../platform/webhooks/webhook-reply.js';
import { AgentPlatformClient } from '../hand-over/agent-platform-client.js';
import { HandOverDeliveries } from '../hand-over/hand-over-deliveries.js';
import { handOverAction, handOverWork } from '../hand-over/hand-over.work.js';

const ACTOR = systemActor(handOverAction.name);
/** Tries of one delivery, with the queue's growing pauses between them; then it has failed. */
const TRIES = 10;

/** Sends one approved action to the agent platform. */
@Injectable()
export class HandOverActionJob implements JobHandler<typeof handOverAction> {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly client: AgentPlatformClient,
    private readonly deliveries: HandOverDeliveries,
  ) {}

  async handle({ id }: { id: string }, { signal }: JobContext): Promise<JobResult> {
    const outcome = await this.claims.work(handOverWork, id, signal, (claim, lost) =>
      this.deliver(claim, lost),
    );
    return { outcome: outcome ?? 'nothing to do' };
  }

  private async deliver(claim: Claim, signal: AbortSignal): Promise<string> {
    const { customerId, outgoing } = await this.unitOfWork.look(ACTOR, (tx) =>
      this.deliveries.open(tx, claim.id),
    );
    const reply =
      outgoing.kind === 'stop' ? outgoing.reply : await this.client.post(claim.id, outgoing.body, signal);
    const again = reply.kind === 'unreachable' && claim.attempt < TRIES;
    await this.settle(claim, customerId, reply, again);
    if (again) throw new Error(`the agent platform cannot be reached: ${reply.reason}`);
    return reply.kind;
  }

  private settle(claim: Claim, customerId: string, reply: WebhookReply, again: boolean): Promise<void> {
    return this.unitOfWork.run(ACTOR, async (tx) => {
      await tx.lock(customerAggregate, customerId);
      await this.claims.hold(tx, claim);
      if (!again) return this.deliveries.settle(tx, claim.id, reply);
      await this.deliveries.noteFailure(tx, claim.id, reply);
      await this.claims.release(tx, claim);
    });
  }
}
