import { Injectable } from '@nestjs/common';
import { MailService } from '../mail/mail.service.js';
import { expectVersion } from '../platform/commands/expect-version.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CustomerAccess } from './customer-access.service.js';
import type { Customer } from './customer.entity.js';
import { customerEmailChanged } from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { CustomerRepository } from './customer.repository.js';
import { DomainCheckService } from './domain-check.service.js';
import { Duplicates } from './duplicates.js';
import { foldEmail } from './email-address.js';
import { flushUnique } from './flush-unique.js';
import { VerifyMail } from './verify-mail.js';

const TAKEN = {
  customer_email_key: () =>
    customerErrors.duplicate_email('Another customer took this e-mail address just now.'),
};

/**
 * A new e-mail address (Issue 5: "email typo during account creation"): it is verified and its domain checked
 * anew. What the old mailbox holds opens nothing any more. Mails that wait follow it.
 */
@Injectable()
export class EmailChange {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly duplicates: Duplicates,
    private readonly access: CustomerAccess,
    private readonly checks: DomainCheckService,
    private readonly verification: VerifyMail,
    private readonly mails: MailService,
  ) {}

  /**
   * Answers the address that was; the caller holds the customer's lock.
   * @throws version_conflict, duplicate_email, email_unchanged, customer_not_active when closed (409)
   */
  async change(
    tx: Tx,
    id: string,
    { version, email }: { version: number; email: string },
  ): Promise<{ customer: Customer; previous: string }> {
    const customer = await this.customers.get(tx.em, id);
    expectVersion(customer, version);
    await this.refuse(tx, customer, email);
    const { email: previous } = customer;
    const { hadPassword } = await this.access.revoke(tx, id);
    Object.assign(customer, { email, emailKey: foldEmail(email), emailVerifiedAt: null });
    const contact = await this.customers.primaryContact(tx.em, id);
    if (contact) contact.email = email;
    await flushUnique(tx, TAKEN);
    tx.record(customerEmailChanged, {
      subjectId: id,
      customerId: id,
      data: { hadPassword },
    });
    await this.mails.readdress(tx, id, previous, email);
    this.checks.request(tx, { signupId: null, customerId: id, email });
    await this.verification.ask(tx, {
      ...{ subjectId: id, customerId: id, email },
      name: contact?.name ?? customer.companyName,
    });
    return { customer, previous };
  }

  private async refuse(tx: Tx, customer: Customer, email: string): Promise<void> {
    if (customer.status === 'closed') throw customerErrors.customer_not_active('The customer is closed.');
    if (customer.email === email) throw customerErrors.email_unchanged(`It is ${email} already.`);
    const taken = await this.duplicates.find(tx, { ...customer, email }, customer.id);
    if (taken) throw taken.error;
  }
}
