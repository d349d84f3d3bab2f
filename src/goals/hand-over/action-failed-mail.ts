import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerAddress } from '../../customers/customer-address.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import { MailService } from '../../mail/mail.service.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import { portalAddress } from '../../platform/links/links.settings.js';
import { Settings } from '../../platform/settings/settings.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { DeliverableRepository } from '../deliverables/deliverable.repository.js';
import { actionSettled } from '../goal.entries.js';

const TEMPLATE = 'action_failed';

/** Tells the customer that an approved action was not carried out. */
@Injectable()
export class ActionFailedMail implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly loaders: MailLoaders,
    private readonly mails: MailService,
    private readonly deliverables: DeliverableRepository,
    private readonly addresses: CustomerAddress,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.loaders.register(TEMPLATE, (tx, mail) => this.load(tx, mail));
    this.bus.on(actionSettled, async (tx, { subjectId, customerId, data: { outcome, handOverId } }) => {
      if (outcome !== 'failed' || customerId === null) return;
      const { to } = await this.addresses.of(tx, customerId);
      const dedupeKey = `${TEMPLATE}:${handOverId}`;
      await this.mails.enqueue(tx, { template: TEMPLATE, to, customerId, subjectId, dedupeKey });
    });
  }

  private async load(tx: Tx, { subjectId, toName }: MailToLoad): Promise<MailData<typeof TEMPLATE>> {
    const draft = await this.deliverables.get(tx.em, subjectId);
    const { id, customerId, title, action, actionReason, proposal } = draft;
    if (action !== 'failed') throw new MailNotNeeded(`the action is ${action.replace('_', ' ')}`);
    const { csm, isActive } = await this.addresses.of(tx, customerId);
    if (!isActive) throw new MailNotNeeded('the customer is not active any more');
    return {
      recipientName: toName ?? null,
      draftTitle: title,
      thing: proposal?.kind ?? 'post',
      reason: actionReason ?? 'It gave no reason.',
      pageUrl: `${await this.settings.get(tx.em, portalAddress)}/portal/approvals/${id}`,
      csm,
    };
  }
}
