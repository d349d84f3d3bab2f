import { Injectable } from '@nestjs/common';
import { expectVersion } from '../platform/commands/expect-version.js';
import { newId } from '../platform/ids/new-id.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { Activation } from './activation.js';
import { bareCompanyName, foldCompanyName } from './company-name.js';
import { CrmService } from './crm/crm.service.js';
import { CsmService } from './csm.service.js';
import type { Customer } from './customer.entity.js';
import {
  customerCreated,
  customerCsmAssigned,
  customerEmailVerified,
  customerUpdated,
} from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { CustomerRepository } from './customer.repository.js';
import type { CustomerChanges, CustomerInput } from './customer.schema.js';
import { Duplicates } from './duplicates.js';
import { foldEmail } from './email-address.js';
import { flushUnique } from './flush-unique.js';
import { PasswordMail } from './password-mail.js';
import { normalisePhone } from './phone.js';
import { PRIMARY_CONTACT } from './contact.entity.js';
import { RUNBOOK_VERSION } from './runbook-version.js';

/** What a new account is made from, beside the form's fields. */
export interface NewCustomer extends CustomerInput {
  readonly signedUpAt: Date;
  readonly emailVerifiedAt: Date | null;
  readonly fromSignup: boolean;
}

const TAKEN = {
  customer_email_key: () =>
    customerErrors.duplicate_email('A customer with this e-mail address was just made.'),
  customer_company_key: () =>
    customerErrors.duplicate_company('A customer with this full legal name was just made.'),
};

/** The customer's account (runbook Step 2). */
@Injectable()
export class CustomerService {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly duplicates: Duplicates,
    private readonly managers: CsmService,
    private readonly activation: Activation,
    private readonly crm: CrmService,
    private readonly passwords: PasswordMail,
  ) {}

  /** @throws not_found (404) */
  get(tx: Tx, id: string): Promise<Customer> {
    return this.customers.get(tx.em, id);
  }

  /** The customer, if it is active; else `customer_not_active` (409), which names what is missing. */
  async requireActive(tx: Tx, id: string): Promise<Customer> {
    const customer = await this.get(tx, id);
    if (customer.status === 'active') return customer;
    const missing = customer.status === 'in_review' ? await this.activation.missing(tx.em, customer) : [];
    const why = missing.length > 0 ? ` ${missing.join(' ')}` : '';
    throw customerErrors.customer_not_active(`The customer is ${customer.status.replace('_', ' ')}.${why}`, {
      facts: { status: customer.status, missing },
    });
  }

  /** Makes the account, its first contact and its CSM. Near names were weighed by the caller. */
  async create(tx: Tx, input: NewCustomer): Promise<Customer> {
    const csm = await this.managers.assign(tx.em, input.industry, tx.now);
    const customer = this.customers.add(tx.em, {
      id: newId(),
      number: await this.customers.nextNumber(tx.em),
      ...accountOf(input),
      csmId: csm.id,
      duplicateWarning: await this.duplicates.warning(tx, input.companyName),
      createdAt: tx.now,
    });
    this.customers.addContact(tx.em, {
      id: newId(),
      customerId: customer.id,
      name: input.contactName,
      email: input.email,
      phone: input.phone === undefined ? null : normalisePhone(input.phone, input.country),
      chat: input.chat ?? null,
      role: PRIMARY_CONTACT,
      createdAt: tx.now,
    });
    await flushUnique(tx, TAKEN);
    const about = { subjectId: customer.id, customerId: customer.id };
    tx.record(customerCreated, { ...about, data: { number: customer.number, fromSignup: input.fromSignup } });
    tx.record(customerCsmAssigned, { ...about, data: { csmId: csm.id, previousId: null } });
    this.crm.tell(tx, customer.id, 'customer.created');
    return customer;
  }

  /** The link in the verification mail was used. */
  async emailVerified(tx: Tx, id: string): Promise<Customer> {
    const customer = await this.get(tx, id);
    if (customer.emailVerifiedAt) return customer;
    customer.emailVerifiedAt = tx.now;
    tx.record(customerEmailVerified, { subjectId: id, customerId: id, data: {} });
    await this.activation.activateIfReady(tx, customer);
    await this.passwords.renewIfVoid(tx, customer);
    return customer;
  }

  /** An edit; names only what changes. */
  async update(tx: Tx, id: string, version: number, changes: CustomerChanges): Promise<Customer> {
    const customer = await this.get(tx, id);
    expectVersion(customer, version);
    const { contactName, phone, chat, duplicateReason, ...account } = changes;
    const next = { ...customer, ...given(account) };
    if (account.companyName !== undefined || account.country !== undefined) {
      await this.weighName(tx, next, id, duplicateReason);
    }
    Object.assign(customer, given(account), namesOf(next.companyName));
    if (duplicateReason !== undefined) customer.duplicateReason = duplicateReason;
    await this.updateContact(tx, customer, given({ name: contactName, chat, phone }));
    await flushUnique(tx, TAKEN);
    const fields = Object.keys(changes).filter((field) => field !== 'duplicateReason');
    tx.record(customerUpdated, { subjectId: id, customerId: id, data: { fields } });
    this.crm.tell(tx, id, 'customer.updated');
    return customer;
  }

  /** Refuses a name that is taken, and one that comes near another unless a reason is given. */
  async weighName(
    tx: Tx,
    identity: Customer | CustomerInput,
    id: string | null,
    reason?: string,
  ): Promise<void> {
    const taken = await this.duplicates.find(tx, identity, id);
    if (taken) throw taken.error;
    const warning = await this.duplicates.warning(tx, identity.companyName, id);
    if (warning !== null && reason === undefined) {
      throw customerErrors.near_duplicate(warning, {
        fields: [{ field: 'duplicateReason', message: 'is needed: why is this another company?' }],
      });
    }
  }

  private async updateContact(
    tx: Tx,
    customer: Customer,
    { phone, ...changes }: { name?: string; chat?: string | null; phone?: string | null },
  ): Promise<void> {
    const contact = await this.customers.primaryContact(tx.em, customer.id);
    if (!contact) return;
    Object.assign(contact, changes);
    if (phone === undefined) return;
    contact.phone = phone === null ? null : phoneOrRefuse(phone, customer.country);
  }
}

function phoneOrRefuse(text: string, country: string): string {
  const phone = normalisePhone(text, country);
  if (phone !== null) return phone;
  const message =
    'must be a phone number that exists; write it with the country code, such as +91 98765 43210';
  throw commonErrors.validation_failed('Not accepted: phone.', { fields: [{ field: 'phone', message }] });
}

function accountOf(input: NewCustomer) {
  return {
    email: input.email,
    emailKey: foldEmail(input.email),
    ...namesOf(input.companyName),
    industry: input.industry,
    country: input.country,
    timezone: input.timezone,
    website: input.website ?? null,
    agentInterest: input.agentInterest ?? [],
    businessCase: input.businessCase ?? null,
    status: 'in_review' as const,
    statusReason: null,
    crmId: null,
    emailVerifiedAt: input.emailVerifiedAt,
    signedUpAt: input.signedUpAt,
    activatedAt: null,
    runbookVersion: RUNBOOK_VERSION,
    mergedIntoId: null,
    erasedAt: null,
    duplicateReason: input.duplicateReason ?? null,
  };
}

function namesOf(companyName: string) {
  return { companyName, companyKey: foldCompanyName(companyName), companyBare: bareCompanyName(companyName) };
}

/** Only what was named: an absent field stays as it is. */
function given<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
