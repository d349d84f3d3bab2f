import { Injectable } from '@nestjs/common';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { newId } from '../platform/ids/new-id.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { PRIMARY_CONTACT } from './contact.entity.js';
import { contactAdded, contactChanged, contactRemoved } from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { CustomerRepository } from './customer.repository.js';
import type { ContactChanges, ContactInput } from './customer.schema.js';
import { normalisePhone } from './phone.js';

/** The people at a customer: who holds the Instagram admin is often not who signed. */
@Injectable()
export class ContactService {
  constructor(private readonly customers: CustomerRepository) {}

  async add(tx: Tx, customerId: string, input: ContactInput): Promise<{ id: string }> {
    const phone = await this.phone(tx, customerId, input.phone);
    const id = newId();
    const { name, role, email = null, chat = null } = input;
    this.customers.addContact(tx.em, {
      ...{ id, customerId, name, role, email, chat, phone: phone ?? null },
      createdAt: tx.now,
    });
    tx.record(contactAdded, { subjectId: customerId, customerId, data: { contactId: id } });
    return { id };
  }

  /** Only what is named changes. The primary contact's e-mail is the account's, its role what it is. */
  async change(tx: Tx, id: string, changes: ContactChanges): Promise<{ id: string }> {
    const contact = await this.customers.contact(tx.em, id);
    const { phone, ...rest } = changes;
    if (contact.role === PRIMARY_CONTACT && (rest.email !== undefined || rest.role !== undefined)) {
      throw customerErrors.primary_contact('Its role and e-mail address are those of the account.');
    }
    const named = Object.entries(rest).filter(([, value]) => value !== undefined);
    Object.assign(contact, Object.fromEntries(named));
    if (phone !== undefined) contact.phone = (await this.phone(tx, contact.customerId, phone)) ?? null;
    const fields = Object.keys(changes);
    const about = { subjectId: contact.customerId, customerId: contact.customerId };
    if (fields.length > 0) tx.record(contactChanged, { ...about, data: { contactId: id, fields } });
    return { id };
  }

  async whyNotRemove(tx: Tx, id: string): Promise<AppError | undefined> {
    const { role, name } = await this.customers.contact(tx.em, id);
    return role === PRIMARY_CONTACT
      ? customerErrors.primary_contact(`${name} is the primary contact.`)
      : undefined;
  }

  async remove(tx: Tx, id: string): Promise<{ id: string }> {
    const contact = await this.customers.contact(tx.em, id);
    const { customerId } = contact;
    this.customers.removeContact(tx.em, contact);
    tx.record(contactRemoved, { subjectId: customerId, customerId, data: { contactId: id } });
    return { id };
  }

  private async phone(tx: Tx, customerId: string, typed: string | null | undefined): Promise<string | null> {
    if (typed === undefined || typed === null) return null;
    const { country } = await this.customers.get(tx.em, customerId);
    const phone = normalisePhone(typed, country);
    if (phone !== null) return phone;
    const message = 'must be a phone number that exists; write it with the country code';
    throw commonErrors.validation_failed('Not accepted: phone.', { fields: [{ field: 'phone', message }] });
  }
}
