import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { PRIMARY_CONTACT } from './contact.entity.js';
import { customerAggregate } from './customer.aggregate.js';
import { CustomerAccess } from './customer-access.service.js';
import type { Customer } from './customer.entity.js';
import { customerAbsorbed, customerMerged } from './customer.entries.js';
import { formatCustomerNumber } from './customer-number.js';
import { CustomerRepository } from './customer.repository.js';
import { CustomerStanding } from './customer-standing.service.js';

/** A duplicate goes into the customer it duplicates: it closes, pointing to the other; its people move along. */
@Injectable()
export class CustomerMerge {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly access: CustomerAccess,
    private readonly standing: CustomerStanding,
  ) {}

  /** Both rows are locked in the order of their ids, so that two opposite merges wait for each other. */
  async lockBoth(
    tx: Tx,
    duplicateId: string,
    keptId: string,
  ): Promise<{ duplicate: Customer; kept: Customer }> {
    for (const id of [duplicateId, keptId].sort()) await tx.lock(customerAggregate, id);
    const duplicate = await this.customers.getAnew(tx.em, duplicateId);
    return { duplicate, kept: await this.customers.getAnew(tx.em, keptId) };
  }

  /** The caller holds both locks and knows that the duplicate has no work done. */
  async merge(tx: Tx, duplicate: Customer, kept: Customer): Promise<void> {
    await this.moveContacts(tx, duplicate, kept);
    await this.access.revoke(tx, duplicate.id);
    duplicate.mergedIntoId = kept.id;
    await this.standing.end(tx, duplicate, `Duplicate of ${formatCustomerNumber(kept.number)}.`);
    tx.record(customerMerged, {
      subjectId: duplicate.id,
      customerId: duplicate.id,
      data: { intoId: kept.id },
    });
    tx.record(customerAbsorbed, {
      subjectId: kept.id,
      customerId: kept.id,
      data: { fromId: duplicate.id, number: duplicate.number },
    });
  }

  /** Whom the kept one knows by the same address already is not doubled; nobody becomes its primary contact. */
  private async moveContacts(tx: Tx, duplicate: Customer, kept: Customer): Promise<void> {
    const known = new Set(
      (await this.customers.contacts(tx.em, kept.id)).flatMap(({ email }) => email?.toLowerCase() ?? []),
    );
    for (const contact of await this.customers.contacts(tx.em, duplicate.id)) {
      if (contact.email && known.has(contact.email.toLowerCase())) continue;
      contact.customerId = kept.id;
      if (contact.role === PRIMARY_CONTACT)
        contact.role = `Contact of the duplicate ${formatCustomerNumber(duplicate.number)}`;
    }
  }
}
