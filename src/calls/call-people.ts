import { Injectable } from '@nestjs/common';
import { CsmService } from '../customers/csm.service.js';
import { CustomerContacts } from '../customers/customer-contacts.js';
import type { Customer } from '../customers/customer.entity.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { uniquePeople } from './attendees.js';
import type { Attendee } from './call.entity.js';

/** Somebody of the customer on a call. */
export interface Guest {
  readonly name: string;
  readonly email: string;
  readonly position?: string | undefined;
}

/** Who is on a call. */
@Injectable()
export class CallPeople {
  constructor(
    private readonly managers: CsmService,
    private readonly contacts: CustomerContacts,
  ) {}

  async lead(tx: Tx, csmId: string): Promise<Attendee> {
    const { name, email } = await this.managers.get(tx.em, csmId);
    return { name, email, role: 'csm' };
  }

  /** The manager's own meeting link. */
  async link(tx: Tx, csmId: string): Promise<string | null> {
    return (await this.managers.get(tx.em, csmId)).meetingLink ?? null;
  }

  /** The manager, the primary contact (else the account's address), and whoever else is asked. */
  async everybody(tx: Tx, customer: Customer, csmId: string, more: readonly Guest[]): Promise<Attendee[]> {
    const first = await this.contacts.primary(tx, customer.id);
    const primary = { name: first?.name ?? customer.companyName, email: first?.email ?? customer.email };
    return uniquePeople([
      await this.lead(tx, csmId),
      { ...primary, role: 'customer' },
      ...more.map((guest): Attendee => ({ ...guest, role: 'customer' })),
    ]);
  }
}
