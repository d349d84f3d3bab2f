import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { MailIssue } from '../mail/mail-issue.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../mail/mail-loaders.js';
import { MailService } from '../mail/mail.service.js';
import type { MailData } from '../mail/templates/mail-templates.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CustomerRepository } from './customer.repository.js';
import { SignupRepository } from './signup.repository.js';

/** Hours of the business clock a verification link works. */
export const VERIFY_HOURS = 72;

export interface ToVerify {
  /** The signup, or the customer who was made without one. */
  readonly subjectId: string;
  readonly customerId: string | null;
  readonly email: string;
  readonly name: string;
}

/** The mail with the verification link; the link is made while it is sent, and voids an earlier one. */
@Injectable()
export class VerifyMail implements OnModuleInit {
  constructor(
    private readonly mails: MailService,
    private readonly loaders: MailLoaders,
    private readonly signups: SignupRepository,
    private readonly customers: CustomerRepository,
  ) {}

  onModuleInit(): void {
    this.loaders.register('verify_email', (tx, mail, issue) => this.load(tx, mail, issue));
  }

  async ask(tx: Tx, { subjectId, customerId, email, name }: ToVerify): Promise<void> {
    await this.mails.enqueue(tx, {
      template: 'verify_email',
      to: { email, name },
      customerId,
      subjectId,
      dedupeKey: `verify:${subjectId}:${tx.now.toISOString()}`,
    });
  }

  private async load(
    tx: Tx,
    { subjectId, customerId, toEmail, toName }: MailToLoad,
    issue: MailIssue,
  ): Promise<MailData<'verify_email'>> {
    const { companyName, timezone, email } = customerId
      ? await this.unverifiedCustomer(tx, customerId)
      : await this.openSignup(tx, subjectId);
    // A link in the old mailbox would verify the new address.
    if (email !== toEmail) throw new MailNotNeeded('the address was changed meanwhile');
    const about = { purpose: 'verify', customerId: customerId ?? null, subjectId } as const;
    const link = await issue.link({ ...about, hours: VERIFY_HOURS, voidOthers: true });
    return {
      recipientName: toName ?? null,
      companyName,
      email: toEmail,
      verifyUrl: link.url,
      valid: { hours: VERIFY_HOURS, until: link.expiresAt },
      zone: timezone,
    };
  }

  private async openSignup(tx: Tx, id: string) {
    const signup = await this.signups.get(tx.em, id);
    if (signup.status !== 'received') throw new MailNotNeeded(`the signup is ${signup.status}`);
    return signup;
  }

  private async unverifiedCustomer(tx: Tx, id: string) {
    const customer = await this.customers.get(tx.em, id);
    if (customer.emailVerifiedAt) throw new MailNotNeeded('the address is verified');
    return customer;
  }
}
