import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { DeliveryTries } from '../../platform/webhooks/delivery-tries.js';
import { AgentPlatformClient } from '../hand-over/agent-platform-client.js';
import { HandOverDeliveries } from '../hand-over/hand-over-deliveries.js';
import { handOverAction, handOverWork } from '../hand-over/hand-over.work.js';

const ACTOR = systemActor(handOverAction.name);

/** Sends one approved action to the agent platform. */
@Injectable()
export class HandOverActionJob implements JobHandler<typeof handOverAction> {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly tries: DeliveryTries,
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
    return this.tries.end(claim, reply, {
      actor: ACTOR,
      receiver: 'agent platform',
      lock: (tx) => tx.lock(customerAggregate, customerId),
      settle: (tx, id, came) => this.deliveries.settle(tx, id, came),
      noteFailure: (tx, id, came) => this.deliveries.noteFailure(tx, id, came),
    });
  }
}
