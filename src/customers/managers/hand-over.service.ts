import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { isId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { csmAggregate, customerAggregate } from '../customer.aggregate.js';
import type { Csm } from '../csm.entity.js';
import { CsmService } from '../csm.service.js';
import type { Customer } from '../customer.entity.js';
import { csmHandedOver, customerCsmAssigned } from '../customer.entries.js';
import { customerErrors } from '../customer.errors.js';
import { CustomerRepository } from '../customer.repository.js';
import { CrmService } from '../crm/crm.service.js';
import { NewManagerMails } from './new-manager-mails.js';

/** So many customers change hands by one press; calls and mails of each move along in the same transaction. */
export const HANDED_AT_ONCE = 200;

/** Customers come to another manager: their calls move, they and the new manager are told. */
@Injectable()
export class HandOver {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly managers: CsmService,
    private readonly mails: NewManagerMails,
    private readonly crm: CrmService,
  ) {}

  /** One customer; the caller holds its lock. A second press finds it done and changes nothing. */
  async reassign(
    tx: Tx,
    id: string,
    csmId: string,
    reason: string,
  ): Promise<{ csmId: string; moved: boolean }> {
    const customer = await this.customers.get(tx.em, id);
    const csm = await this.taker(tx, csmId);
    if (customer.csmId === csmId) return { csmId, moved: false };
    const previousId = await this.give(tx, customer, csm);
    await this.mails.tellManager(tx, csm, { fromId: previousId, customers: [customer], reason });
    return { csmId, moved: true };
  }

  /** All customers of a manager that are not closed; `left` when there were more than one press moves. */
  async all(tx: Tx, fromId: string, toId: string, reason: string): Promise<{ moved: number; left: number }> {
    if (!isId(fromId))
      throw commonErrors.not_found(`There is no customer success manager with the id ${fromId}.`);
    if (fromId === toId)
      throw commonErrors.validation_failed('Not accepted: toId.', {
        fields: [{ field: 'toId', message: 'must be another manager' }],
      });
    await this.managers.get(tx.em, fromId);
    const csm = await this.taker(tx, toId);
    // Customers first, in one order, as every change locks them; then the manager.
    const found = await this.customers.openOfCsm(tx.em, fromId, HANDED_AT_ONCE);
    for (const { id } of found) await tx.lock(customerAggregate, id);
    await tx.lock(csmAggregate, fromId);
    const mine = await this.customers.openOfCsm(tx.em, fromId, HANDED_AT_ONCE);
    const locked = new Set(found.map(({ id }) => id));
    const moving = mine.filter(({ id }) => locked.has(id));
    if (moving.length === 0) return { moved: 0, left: mine.length };
    for (const customer of moving) await this.give(tx, customer, csm);
    await this.mails.tellManager(tx, csm, { fromId, customers: moving, reason });
    await tx.em.flush();
    const left = await this.customers.countOpenOfCsm(tx.em, fromId);
    const data = { toId, customers: moving.length, left };
    tx.record(csmHandedOver, { subjectId: fromId, customerId: null, data });
    return { moved: moving.length, left };
  }

  private async give(tx: Tx, customer: Customer, csm: Csm): Promise<string> {
    const { id, csmId: previousId } = customer;
    customer.csmId = csm.id;
    tx.record(customerCsmAssigned, { subjectId: id, customerId: id, data: { csmId: csm.id, previousId } });
    await this.mails.tellCustomer(tx, customer, csm);
    this.crm.tell(tx, id, 'customer.updated');
    return previousId;
  }

  private async taker(tx: Tx, csmId: string): Promise<Csm> {
    const csm = await this.managers.get(tx.em, csmId);
    if (!csm.active) throw customerErrors.csm_not_available(`${csm.name} is not active.`);
    return csm;
  }
}
