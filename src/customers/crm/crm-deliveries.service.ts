import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { CsmService } from '../csm.service.js';
import { crmDeliveryFailed } from '../customer.entries.js';
import { formatCustomerNumber } from '../customer-number.js';
import { CustomerPeopleService } from '../customer-people.service.js';
import { CustomerRepository } from '../customer.repository.js';
import type { CrmReply } from './crm-client.js';
import { crmEventBody } from './crm-event.js';
import { CrmRepository } from './crm.repository.js';
import type { CrmEvent } from './crm.work.js';

/** A delivery's content and its end. */
@Injectable()
export class CrmDeliveries {
  constructor(
    private readonly deliveries: CrmRepository,
    private readonly customers: CustomerRepository,
    private readonly managers: CsmService,
    private readonly people: CustomerPeopleService,
  ) {}

  async open(tx: Tx, id: string): Promise<{ customerId: string; body: string }> {
    const { customerId, event, createdAt } = await this.deliveries.get(tx.em, id);
    const customer = await this.customers.get(tx.em, customerId);
    const csm = await this.managers.get(tx.em, customer.csmId);
    return { customerId, body: crmEventBody(event as CrmEvent, createdAt, customer, csm) };
  }

  /** The caller holds the customer's lock and the claim. */
  async settle(tx: Tx, id: string, reply: CrmReply): Promise<void> {
    const delivery = await this.deliveries.get(tx.em, id);
    const { customerId, event } = delivery;
    const reason = reply.kind === 'taken' ? await this.adopt(tx, customerId, reply.crmId) : reply.reason;
    delivery.status = reason === null ? 'delivered' : 'failed';
    delivery.leaseUntil = null;
    delivery.endedAt = tx.now;
    delivery.lastError = reason;
    if (reason !== null) tx.record(crmDeliveryFailed, { subjectId: id, customerId, data: { event, reason } });
  }

  /** The CRM's first answer counts; a person corrects what differs later. Why it cannot be kept, or null. */
  private async adopt(tx: Tx, customerId: string, crmId: string | null): Promise<string | null> {
    const customer = await this.customers.get(tx.em, customerId);
    if (crmId === null || customer.crmId) return null;
    const other = await this.customers.byCrmId(tx.em, crmId);
    if (other) return `the CRM answered the id of ${formatCustomerNumber(other.number)}`;
    await this.people.setCrmId(tx, customerId, crmId, 'crm');
    return null;
  }

  async noteFailure(tx: Tx, id: string, reply: CrmReply): Promise<void> {
    const delivery = await this.deliveries.get(tx.em, id);
    delivery.lastError = reply.kind === 'taken' ? null : reply.reason;
    await tx.em.flush();
  }
}
