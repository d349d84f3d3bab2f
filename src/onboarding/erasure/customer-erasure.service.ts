import { Injectable } from '@nestjs/common';
import { CredentialDisconnection } from '../../credentials/disconnection.js';
import { CustomerAccess } from '../../customers/customer-access.service.js';
import { customerErased } from '../../customers/customer.entries.js';
import { customerErrors } from '../../customers/customer.errors.js';
import { formatCustomerNumber, parseCustomerNumber } from '../../customers/customer-number.js';
import { CustomerService } from '../../customers/customer.service.js';
import type { AppError } from '../../platform/errors/app-error.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { Vault } from '../../platform/vault/vault.js';
import { heldOutside, type HeldOutside, type OutsideFigures } from './held-outside.js';
import { ErasureRepository } from './erasure.repository.js';

export interface Erased {
  readonly id: string;
  readonly erasedAt: Date;
  /** What this system cannot reach, and what is to be done there. */
  readonly outside: readonly HeldOutside[];
}

/** The end of a closed customer's data: keys destroyed, what names a person overwritten; history and figures stay. */
@Injectable()
export class CustomerErasure {
  constructor(
    private readonly customers: CustomerService,
    private readonly access: CustomerAccess,
    private readonly credentials: CredentialDisconnection,
    private readonly vault: Vault,
    private readonly repository: ErasureRepository,
  ) {}

  async whyNot(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status, erasedAt, number } = await this.customers.get(tx, id);
    if (erasedAt) return undefined;
    if (status !== 'closed')
      return commonErrors.transition_refused(
        `${formatCustomerNumber(number)} is ${status}; only a closed customer is erased.`,
        { hint: 'Close the customer first.' },
      );
    // What is under way would write about the person again when it ends.
    const open = await this.repository.underWay(tx.em, id);
    if (open.length === 0) return undefined;
    return customerErrors.not_erasable_yet(`Still there: ${new Intl.ListFormat('en').format(open)}.`);
  }

  /**
   * A second time does nothing. The caller holds the customer's lock.
   *
   * @throws not_this_customer (422) unless its number was typed
   */
  async erase(tx: Tx, id: string, typed: string): Promise<Erased> {
    const { number, erasedAt } = await this.customers.get(tx, id);
    if (parseCustomerNumber(typed) !== number)
      throw customerErrors.not_this_customer('The number typed is another one.');
    const outside = (figures: OutsideFigures) => heldOutside(formatCustomerNumber(number), figures);
    if (erasedAt) return { id, erasedAt, outside: outside(await this.repository.outsideThen(tx.em, id)) };
    const figures = await this.repository.outside(tx.em, id);
    await this.credentials.disconnectAll(tx, id);
    await this.access.revoke(tx, id);
    await this.vault.destroyKeys(tx, id);
    await tx.em.flush();
    await this.repository.overwrite(tx.em, id, tx.now);
    tx.record(customerErased, { subjectId: id, customerId: id, data: { ...figures } });
    return { id, erasedAt: tx.now, outside: outside(figures) };
  }
}
