import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Contact } from './contact.entity.js';
import { CustomerRepository } from './customer.repository.js';

/** The people at a customer, for rooms that write to them or meet them. */
@Injectable()
export class CustomerContacts {
  constructor(private readonly customers: CustomerRepository) {}

  primary(tx: Tx, customerId: string): Promise<Contact | null> {
    return this.customers.primaryContact(tx.em, customerId);
  }

  /** The primary contact's own address; null when it has none. */
  async primaryEmail(tx: Tx, customerId: string): Promise<string | null> {
    return (await this.primary(tx, customerId))?.email ?? null;
  }

  /** The primary one first. */
  all(tx: Tx, customerId: string): Promise<Contact[]> {
    return this.customers.contacts(tx.em, customerId);
  }
}
