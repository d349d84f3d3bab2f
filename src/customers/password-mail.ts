import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { MailIssue } from '../mail/mail-issue.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../mail/mail-loaders.js';
import { MailService } from '../mail/mail.service.js';
import type { MailData } from '../mail/templates/mail-templates.js';
import { portalAddress } from '../platform/links/links.settings.js';
import { Settings } from '../platform/settings/settings.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { customerAggregate } from './customer.aggregate.js';
import type { Customer } from './customer.entity.js';
import { CustomerLoginService, TEMPORARY_PASSWORD_HOURS } from './customer-login.service.js';
import { CustomerRepository } from './customer.repository.js';

const HOUR_MS = 3_600_000;

/** The mail with a new temporary password (Issue 5); the password is made while it is sent. */
@Injectable()
export class PasswordMail implements OnModuleInit {
  constructor(
    private readonly settings: Settings,
    private readonly mails: MailService,
    private readonly loaders: MailLoaders,
    private readonly logins: CustomerLoginService,
    private readonly customers: CustomerRepository,
  ) {}

  onModuleInit(): void {
    this.loaders.register('password_reset', (tx, mail, issue) => this.load(tx, mail, issue), 'customer');
  }

  async ask(tx: Tx, { id, email }: Customer): Promise<void> {
    const contact = await this.customers.primaryContact(tx.em, id);
    await this.mails.enqueue(tx, {
      template: 'password_reset',
      to: { email, name: contact?.name ?? null },
      customerId: id,
      subjectId: id,
      dedupeKey: `password-reset:${id}:${tx.now.toISOString()}`,
      params: { kind: 'customer' },
    });
  }

  /** The account had a password which a change of address made void: a new one goes to the new address. */
  async renewIfVoid(tx: Tx, customer: Customer): Promise<void> {
    if (customer.status === 'active' && (await this.logins.isVoid(tx, customer.id)))
      await this.ask(tx, customer);
  }

  private async load(tx: Tx, mail: MailToLoad, issue: MailIssue): Promise<MailData<'password_reset'>> {
    await tx.lock(customerAggregate, mail.subjectId);
    const customer = await this.customers.get(tx.em, mail.subjectId);
    if (customer.status !== 'active') throw new MailNotNeeded(`the customer is ${customer.status}`);
    if (customer.email !== mail.toEmail) throw new MailNotNeeded('the address was changed meanwhile');
    return {
      recipientName: mail.toName ?? null,
      loginEmail: customer.email,
      loginUrl: `${await this.settings.get(tx.em, portalAddress)}/portal/login`,
      temporaryPassword: await issue.password(() => this.logins.issueTemporaryPassword(tx, customer.id)),
      valid: {
        hours: TEMPORARY_PASSWORD_HOURS,
        until: new Date(tx.now.getTime() + TEMPORARY_PASSWORD_HOURS * HOUR_MS),
      },
      zone: customer.timezone,
    };
  }
}
