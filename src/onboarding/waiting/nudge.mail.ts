import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerWaits } from '../../customers/waiting/customer-waits.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import { portalAddress } from '../../platform/links/links.settings.js';
import { Settings } from '../../platform/settings/settings.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { FactsQueries } from '../facts/facts.queries.js';
import { MailingQueries } from '../mails/mailing.queries.js';

const TEMPLATE = 'waiting_nudge';

/** The reminder of what is waited for, as things are when it leaves. */
@Injectable()
export class NudgeMail implements OnModuleInit {
  constructor(
    private readonly loaders: MailLoaders,
    private readonly waits: CustomerWaits,
    private readonly mailings: MailingQueries,
    private readonly facts: FactsQueries,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.loaders.register(TEMPLATE, (tx, mail) => this.load(tx, mail));
  }

  private async load(tx: Tx, { subjectId, toName }: MailToLoad): Promise<MailData<typeof TEMPLATE>> {
    const { customerId, status, nudge, followUpAt, ...wait } = await this.waits.get(tx.em, subjectId);
    if (status === 'ended') throw new MailNotNeeded('it is not waited for any more');
    if (followUpAt <= tx.now) throw new MailNotNeeded('the follow-up has come');
    if (!nudge) throw new MailNotNeeded('the reminders were switched off');
    const { timezone, csm } = await this.mailings.of(tx.em, customerId);
    const [found] = await this.facts.of(tx.em, tx.now, [customerId]);
    const portal = `${await this.settings.get(tx.em, portalAddress)}/portal`;
    return {
      recipientName: toName ?? null,
      what: wait.whatFor,
      since: wait.createdAt,
      zone: timezone,
      action: found?.facts.login?.passwordSetAt ? { label: 'Open the customer portal', url: portal } : null,
      last: !wait.nudgeDueAt,
      csm,
    };
  }
}
