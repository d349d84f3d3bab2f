import { Injectable } from '@nestjs/common';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Customer } from './customer.entity.js';
import { passwordResetAsked } from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { CustomerRepository } from './customer.repository.js';
import type { CustomerChanges, CustomerInput } from './customer.schema.js';
import { CustomerService } from './customer.service.js';
import { formatCustomerNumber } from './customer-number.js';
import { DomainCheckRepository } from './domain-check.repository.js';
import { DomainCheckService } from './domain-check.service.js';
import { PasswordMail } from './password-mail.js';
import { VerifyMail } from './verify-mail.js';

export interface CustomerAnswer {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly version: number;
  readonly duplicateWarning: string | null;
}

/** What ops do with a customer's account in PP > Customers. */
@Injectable()
export class CustomerDesk {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly accounts: CustomerService,
    private readonly checks: DomainCheckService,
    private readonly checkRows: DomainCheckRepository,
    private readonly mails: VerifyMail,
    private readonly passwords: PasswordMail,
  ) {}

  /** Create New: an account without a signup; its address is still verified and its domain checked. */
  async create(tx: Tx, input: CustomerInput): Promise<CustomerAnswer> {
    await this.accounts.weighName(tx, input, null, input.duplicateReason);
    const customer = await this.accounts.create(tx, {
      ...input,
      signedUpAt: tx.now,
      emailVerifiedAt: null,
      fromSignup: false,
    });
    const { id, email } = customer;
    this.checks.request(tx, { signupId: null, customerId: id, email });
    await this.mails.ask(tx, { subjectId: id, customerId: id, email, name: input.contactName });
    return answer(customer);
  }

  async update(tx: Tx, id: string, version: number, changes: CustomerChanges): Promise<CustomerAnswer> {
    return answer(await this.accounts.update(tx, id, version, changes));
  }

  async whyNoDomainCheck(tx: Tx, id: string): Promise<AppError | undefined> {
    const newest = await this.checkRows.newestOf(tx.em, id);
    const running = newest?.status === 'pending' || newest?.status === 'running';
    return running ? customerErrors.domain_check_running('The last one has not ended.') : undefined;
  }

  async checkDomain(tx: Tx, id: string): Promise<{ id: string }> {
    const { email } = await this.customers.get(tx.em, id);
    return this.checks.request(tx, { signupId: null, customerId: id, email });
  }

  async whyNoPassword(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status, emailVerifiedAt } = await this.customers.get(tx.em, id);
    if (status !== 'active') {
      return customerErrors.customer_not_active(`The customer is ${status.replace('_', ' ')}.`);
    }
    return emailVerifiedAt
      ? undefined
      : customerErrors.email_not_verified('No password is sent to it before.');
  }

  /** Issue 5: a new temporary password by mail; it voids the old one when it is made. */
  async resetPassword(tx: Tx, id: string): Promise<{ queued: true }> {
    const customer = await this.customers.get(tx.em, id);
    tx.record(passwordResetAsked, { subjectId: id, customerId: id, data: {} });
    await this.passwords.ask(tx, customer);
    return { queued: true };
  }
}

function answer({ id, number, status, version, duplicateWarning }: Customer): CustomerAnswer {
  return {
    id,
    number: formatCustomerNumber(number),
    status,
    version,
    duplicateWarning: duplicateWarning ?? null,
  };
}
