import { Injectable } from '@nestjs/common';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { DeliveryTries } from '../../platform/webhooks/delivery-tries.js';
import { CrmClient } from '../crm/crm-client.js';
import { CrmDeliveries } from '../crm/crm-deliveries.service.js';
import { crmWork, deliverToCrm } from '../crm/crm.work.js';
import { customerAggregate } from '../customer.aggregate.js';

const ACTOR = systemActor(deliverToCrm.name);

/** Sends one change to the CRM; the reply's id is kept with the customer. */
@Injectable()
export class DeliverToCrmJob implements JobHandler<typeof deliverToCrm> {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly tries: DeliveryTries,
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
    return this.tries.end(claim, reply, {
      actor: ACTOR,
      receiver: 'CRM',
      lock: (tx) => tx.lock(customerAggregate, customerId),
      settle: (tx, id, came) => this.deliveries.settle(tx, id, came),
      noteFailure: (tx, id, came) => this.deliveries.noteFailure(tx, id, came),
    });
  }
}
