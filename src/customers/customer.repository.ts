import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Contact, PRIMARY_CONTACT } from './contact.entity.js';
import { Customer } from './customer.entity.js';

/** Trigram similarity from which two bare names are worth a look. */
export const NEAR = 0.6;

export interface SimilarCustomer {
  readonly id: string;
  readonly number: number;
  readonly companyName: string;
  readonly country: string;
}

@Injectable()
export class CustomerRepository {
  async get(em: EntityManager, id: string): Promise<Customer> {
    const customer = await em.findOne(Customer, { id });
    if (!customer) throw commonErrors.not_found(`There is no customer with the id ${id}.`);
    return customer;
  }

  /** As the row is now, whatever was read of it before its lock was taken. */
  async getAnew(em: EntityManager, id: string): Promise<Customer> {
    return em.findOneOrFail(Customer, { id }, { refresh: true });
  }

  add(em: EntityManager, customer: Omit<Customer, 'version'>): Customer {
    const row = em.create(Customer, { ...customer, version: 1 });
    em.persist(row);
    return row;
  }

  addContact(em: EntityManager, contact: Contact): void {
    em.persist(em.create(Contact, contact));
  }

  async contact(em: EntityManager, id: string): Promise<Contact> {
    const contact = await em.findOne(Contact, { id });
    if (!contact) throw commonErrors.not_found(`There is no contact with the id ${id}.`);
    return contact;
  }

  removeContact(em: EntityManager, contact: Contact): void {
    em.remove(contact);
  }

  primaryContact(em: EntityManager, customerId: string): Promise<Contact | null> {
    return em.findOne(Contact, { customerId, role: PRIMARY_CONTACT });
  }

  contacts(em: EntityManager, customerId: string): Promise<Contact[]> {
    return em.find(Contact, { customerId }, { orderBy: { createdAt: 'asc', id: 'asc' } });
  }

  async nextNumber(em: EntityManager): Promise<number> {
    const [row] = await em.execute<{ number: string }[]>("select nextval('customer_number_seq') as number");
    return Number(row?.number);
  }

  byEmail(em: EntityManager, emailKey: string): Promise<Customer | null> {
    return em.findOne(Customer, { emailKey });
  }

  byCrmId(em: EntityManager, crmId: string): Promise<Customer | null> {
    return em.findOne(Customer, { crmId });
  }

  byCompany(em: EntityManager, companyKey: string, country: string): Promise<Customer | null> {
    return em.findOne(Customer, { companyKey, country });
  }

  /** Customers whose name without its legal form is the same or nearly so, the nearest first; at most five. */
  async similar(em: EntityManager, bareName: string, exceptId: string | null): Promise<SimilarCustomer[]> {
    const rows = await em.execute<{ id: string; number: number; company_name: string; country: string }[]>(
      `select id, number, company_name, country from customer
        where company_bare % ? and similarity(company_bare, ?) >= ? and id::text <> ? and status <> 'closed'
        order by similarity(company_bare, ?) desc, number limit 5`,
      [bareName, bareName, NEAR, exceptId ?? '', bareName],
    );
    return rows.map(({ company_name: companyName, ...row }) => ({ ...row, companyName }));
  }

  /** Customers of a manager that are not closed, oldest first, at most `limit`. */
  openOfCsm(em: EntityManager, csmId: string, limit: number): Promise<Customer[]> {
    return em.find(
      Customer,
      { csmId, status: { $ne: 'closed' } },
      { orderBy: { id: 'asc' }, limit, refresh: true },
    );
  }

  countOpenOfCsm(em: EntityManager, csmId: string): Promise<number> {
    return em.count(Customer, { csmId, status: { $ne: 'closed' } });
  }
}
