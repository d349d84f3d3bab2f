import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Containment } from '../../customers/containment/containment.entity.js';
import { CustomerContainment } from '../../customers/containment/customer-containment.service.js';
import { CustomerContacts } from '../../customers/customer-contacts.js';
import { MailLoaders, type MailToLoad } from '../../mail/mail-loaders.js';
import { MailService } from '../../mail/mail.service.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { MailingQueries } from '../mails/mailing.queries.js';

const TEMPLATE = 'account_contained';

/** What the customer is told of a containment: what happened, what was done, what to do. No word staff typed. */
@Injectable()
export class ContainedMail implements OnModuleInit {
  constructor(
    private readonly loaders: MailLoaders,
    private readonly mails: MailService,
    private readonly mailings: MailingQueries,
    private readonly account: CustomerContainment,
    private readonly contacts: CustomerContacts,
  ) {}

  onModuleInit(): void {
    this.loaders.register(TEMPLATE, (tx, mail) => this.load(tx, mail));
  }

  /** To the account's address and to the primary contact's own, where that is another: one mailbox may be lost. */
  async ask(tx: Tx, { id, customerId }: Containment): Promise<void> {
    const { email, contactName: name } = await this.mailings.of(tx.em, customerId);
    const other = await this.contacts.primaryEmail(tx, customerId);
    const addresses = new Set([email, ...(other === null ? [] : [other])].map((one) => one.toLowerCase()));
    for (const address of addresses) {
      await this.mails.enqueue(tx, {
        template: TEMPLATE,
        to: { email: address, name },
        customerId,
        subjectId: id,
        dedupeKey: `${TEMPLATE}:${id}:${address}`,
      });
    }
  }

  private async load(tx: Tx, { subjectId, toName }: MailToLoad): Promise<MailData<typeof TEMPLATE>> {
    const { customerId, cause, beganAt, done } = await this.account.get(tx, subjectId);
    const { companyName, timezone, csm } = await this.mailings.of(tx.em, customerId);
    return {
      recipientName: toName ?? null,
      companyName,
      cause,
      at: beganAt,
      zone: timezone,
      platforms: [...done.platforms],
      goals: done.goals,
      hadPassword: done.hadPassword,
      csm,
    };
  }
}
