import { Injectable } from '@nestjs/common';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { verificationAsked } from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { CustomerRepository } from './customer.repository.js';
import { VerifyMail } from './verify-mail.js';

/** The verification mail of a customer whose address is not verified: made by staff, or with a new address. */
@Injectable()
export class CustomerVerification {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly mails: VerifyMail,
  ) {}

  async whyNot(tx: Tx, id: string): Promise<AppError | undefined> {
    const { emailVerifiedAt, status } = await this.customers.get(tx.em, id);
    if (emailVerifiedAt) return customerErrors.email_verified('The link in an earlier mail was used.');
    return status === 'closed' ? customerErrors.customer_not_active('The customer is closed.') : undefined;
  }

  /** Once more; the link of the earlier mail is void when the new one is written. */
  async send(tx: Tx, id: string): Promise<{ id: string }> {
    const { email, companyName } = await this.customers.get(tx.em, id);
    const contact = await this.customers.primaryContact(tx.em, id);
    await this.mails.ask(tx, { subjectId: id, customerId: id, email, name: contact?.name ?? companyName });
    tx.record(verificationAsked, { subjectId: id, customerId: id, data: {} });
    return { id };
  }
}
