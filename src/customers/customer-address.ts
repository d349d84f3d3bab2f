import { Injectable } from '@nestjs/common';
import type { MailData } from '../mail/templates/mail-templates.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CsmService } from './csm.service.js';
import { CustomerRepository } from './customer.repository.js';

/** Where a customer is written to, in which zone times are told, and who signs. */
export interface Address {
  readonly to: { readonly email: string; readonly name: string | null };
  readonly zone: string;
  /** Whether the account is open: others get no link that leads into it. */
  readonly isActive: boolean;
  readonly csm: MailData<'draft_ready'>['csm'];
}

/** What every mail to a customer needs, for the rooms that write them. */
@Injectable()
export class CustomerAddress {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly managers: CsmService,
  ) {}

  async of(tx: Tx, customerId: string): Promise<Address> {
    const { email, timezone, csmId, status } = await this.customers.get(tx.em, customerId);
    const contact = await this.customers.primaryContact(tx.em, customerId);
    const csm = await this.managers.get(tx.em, csmId);
    return {
      to: { email, name: contact?.name ?? null },
      zone: timezone,
      isActive: status === 'active',
      csm: { name: csm.name, email: csm.email, phone: csm.phone ?? null },
    };
  }
}
