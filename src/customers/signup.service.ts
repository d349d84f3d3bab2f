import { Injectable } from '@nestjs/common';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { newId } from '../platform/ids/new-id.js';
import { Links } from '../platform/links/links.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { customerAggregate, signupAggregate } from './customer.aggregate.js';
import type { Customer } from './customer.entity.js';
import {
  signupAccepted,
  signupDuplicate,
  signupReceived,
  signupRejected,
  signupVerified,
} from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { CustomerService } from './customer.service.js';
import { DomainCheckService } from './domain-check.service.js';
import { Duplicates } from './duplicates.js';
import { foldEmail } from './email-address.js';
import { flushUnique } from './flush-unique.js';
import { normalisePhone } from './phone.js';
import type { Signup } from './signup.entity.js';
import { SignupRepository } from './signup.repository.js';
import type { SignupInput } from './signup.schema.js';
import { signupStates } from './signup.states.js';
import { VerifyMail } from './verify-mail.js';

const waiting = () =>
  customerErrors.duplicate_email('A signup with this e-mail address is under way.', {
    hint: 'Open the link in the verification mail, or ask for it to be sent again.',
  });

/** From the signup form to the account (pre-onboarding checklist, runbook Step 1). */
@Injectable()
export class SignupService {
  constructor(
    private readonly signups: SignupRepository,
    private readonly duplicates: Duplicates,
    private readonly checks: DomainCheckService,
    private readonly customers: CustomerService,
    private readonly mails: VerifyMail,
    private readonly links: Links,
  ) {}

  async create(tx: Tx, input: SignupInput): Promise<{ id: string; status: string }> {
    const taken = await this.duplicates.find(tx, input);
    if (taken) throw taken.error;
    const emailKey = foldEmail(input.email);
    if (await this.signups.openByEmail(tx.em, emailKey)) throw waiting();
    const signup = this.signups.add(tx.em, {
      ...input,
      id: newId(),
      emailKey,
      phone: normalisePhone(input.phone, input.country) ?? input.phone,
      chat: input.chat ?? null,
      website: input.website ?? null,
      status: 'received',
      statusReason: null,
      verifiedAt: null,
      customerId: null,
      createdAt: tx.now,
    });
    await flushUnique(tx, { signup_open_email_key: waiting });
    tx.record(signupReceived, { subjectId: signup.id, customerId: null, data: {} });
    await this.mails.ask(tx, aboutSignup(signup));
    return { id: signup.id, status: signup.status };
  }

  async whyNotResend(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status } = await this.signups.get(tx.em, id);
    return status === 'received' ? undefined : customerErrors.email_verified(`This signup is ${status}.`);
  }

  async whyNotReject(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status } = await this.signups.get(tx.em, id);
    const refused = () =>
      commonErrors.transition_refused(`A signup that is ${status} cannot become rejected.`);
    return signupStates.can(status, 'rejected') ? undefined : refused();
  }

  /** Sends the verification mail once more; the earlier link is void then. */
  async resend(tx: Tx, id: string): Promise<{ id: string; status: string }> {
    const signup = await this.signups.get(tx.em, id);
    await this.mails.ask(tx, aboutSignup(signup));
    return { id, status: signup.status };
  }

  async reject(tx: Tx, id: string, reason: string): Promise<{ id: string; status: string }> {
    const signup = await this.signups.get(tx.em, id);
    signupStates.move(signup, 'rejected');
    signup.statusReason = reason;
    await this.links.voidAll(tx, 'verify', id);
    tx.record(signupRejected, { subjectId: id, customerId: null, data: {} });
    return { id, status: signup.status };
  }

  /** The link in the verification mail was used: of a signup, or of a customer made without one. */
  async verify(tx: Tx, token: string): Promise<{ companyName: string }> {
    const { subjectId, customerId } = await this.links.spend(tx, 'verify', token);
    if (customerId) {
      await tx.lock(customerAggregate, customerId);
      const customer = await this.customers.emailVerified(tx, customerId);
      return { companyName: customer.companyName };
    }
    await tx.lock(signupAggregate, subjectId);
    const signup = await this.signups.get(tx.em, subjectId);
    signupStates.move(signup, 'verified');
    signup.verifiedAt = tx.now;
    tx.record(signupVerified, { subjectId, customerId: null, data: {} });
    this.checks.request(tx, { signupId: subjectId, customerId: null, email: signup.email });
    return { companyName: signup.companyName };
  }

  /**
   * The domain check has ended, however: the customer is made, in review. Null when the signup was rejected
   * meanwhile, or turned out to be a duplicate.
   */
  async makeCustomer(tx: Tx, id: string): Promise<Customer | null> {
    const signup = await this.signups.get(tx.em, id);
    if (signup.status !== 'verified') return null;
    const twin = await this.duplicates.find(tx, signup);
    if (twin) {
      signupStates.move(signup, 'duplicate');
      signup.statusReason = twin.error.detail;
      signup.customerId = twin.customer.id;
      const about = { subjectId: signup.id, customerId: twin.customer.id };
      tx.record(signupDuplicate, { ...about, data: { of: twin.customer.id } });
      return null;
    }
    const customer = await this.customers.create(tx, newCustomerOf(signup));
    signupStates.move(signup, 'accepted');
    signup.customerId = customer.id;
    const about = { subjectId: id, customerId: customer.id };
    tx.record(signupAccepted, { ...about, data: { customerId: customer.id } });
    return customer;
  }
}

function newCustomerOf(signup: Signup) {
  const { email, companyName, industry, country, timezone, contactName, phone, businessCase } = signup;
  return {
    ...{ email, companyName, industry, country, timezone, contactName, phone, businessCase },
    agentInterest: signup.agentInterest,
    ...(signup.chat ? { chat: signup.chat } : {}),
    ...(signup.website ? { website: signup.website } : {}),
    signedUpAt: signup.createdAt,
    emailVerifiedAt: signup.verifiedAt ?? null,
    fromSignup: true,
  };
}

function aboutSignup({ id, email, contactName }: Signup) {
  return { subjectId: id, customerId: null, email, name: contactName };
}
