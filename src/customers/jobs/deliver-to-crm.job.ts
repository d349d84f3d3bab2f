import { Injectable } from '@nestjs/common';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { CrmClient, type CrmReply } from '../crm/crm-client.js';
import { CrmDeliveries } from '../crm/crm-deliveries.service.js';
import { crmWork, deliverToCrm } from '../crm/crm.work.js';
import { customerAggregate } from '../customer.aggregate.js';

const ACTOR = systemActor(deliverToCrm.name);
/** Tries of one delivery, with the queue's growing pauses between them; then it has failed. */
const TRIES = 10;

/** Sends one change to the CRM; the reply's id is kept with the customer. */
@Injectable()
export class DeliverToCrmJob implements JobHandler<typeof deliverToCrm> {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly client: CrmClient,
    private readonly deliveries: CrmDeliveries,
  ) {}

  async handle({ id }: { id: string }, { signal }: JobContext): Promise<JobResult> {
    const outcome = await this.claims.work(crmWork, id, signal, (claim, lost) => this.deliver(claim, lost));
    return { outcome: outcome ?? 'nothing to do' };
  }

  private async deliver(claim: Claim, signal: AbortSignal): Promise<string> {
    const { customerId, body } = await this.unitOfWork.look(ACTOR, (tx) =>
      this.deliveries.open(tx, claim.id),
    );
    const reply = await this.client.post(claim.id, body, signal);
    const again = reply.kind === 'unreachable' && claim.attempt < TRIES;
    await this.settle(claim, customerId, reply, again);
    if (again) throw new Error(`the CRM cannot be reached: ${reply.reason}`);
    return reply.kind;
  }

  private settle(claim: Claim, customerId: string, reply: CrmReply, again: boolean): Promise<void> {
    return this.unitOfWork.run(ACTOR, async (tx) => {
      await tx.lock(customerAggregate, customerId);
      await this.claims.hold(tx, claim);
      if (!again) return this.deliveries.settle(tx, claim.id, reply);
      await this.deliveries.noteFailure(tx, claim.id, reply);
      await this.claims.release(tx, claim);
    });
  }
}
