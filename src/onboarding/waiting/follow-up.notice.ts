import { Injectable, type OnModuleInit } from '@nestjs/common';
import { followUpDue } from '../../customers/waiting/wait.entries.js';
import { CustomerWaits } from '../../customers/waiting/customer-waits.js';
import { MailNotNeeded } from '../../mail/mail-loaders.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import { dayKey } from '../../platform/time/wall-clock.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { MailingQueries } from '../mails/mailing.queries.js';
import { StaffNotices, type NoticeText } from '../staff-notices/staff-notices.service.js';

export const FOLLOW_UP_DUE = 'follow_up_due';

/** At a follow-up the manager (or the cover) is told, once. */
@Injectable()
export class FollowUpNotice implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly notices: StaffNotices,
    private readonly waits: CustomerWaits,
    private readonly mailings: MailingQueries,
  ) {}

  onModuleInit(): void {
    this.bus.on(followUpDue, async (tx, { subjectId, customerId, data }) => {
      if (customerId === null) return;
      const once = `${subjectId}:${data.followUpAt}`;
      await this.notices.tell(tx, { kind: FOLLOW_UP_DUE, customerId, subjectId, once });
    });
    this.notices.register(FOLLOW_UP_DUE, (tx, about) => this.text(tx, about));
  }

  private async text(
    tx: Tx,
    { subjectId, company }: { subjectId: string; company: string },
  ): Promise<NoticeText> {
    const { customerId, status, waitingOn, whatFor, createdAt } = await this.waits.get(tx.em, subjectId);
    if (status === 'ended') throw new MailNotNeeded('the onboarding was resumed');
    const { timezone } = await this.mailings.of(tx.em, customerId);
    const whom = waitingOn === 'customer' ? 'the customer' : 'us';
    return {
      title: `${company}: the follow-up is due`,
      paragraphs: [
        `The onboarding was parked, waiting on ${whom}. The hour that was set for the follow-up has come, so it counts as stuck again.`,
        'Look whether it can go on and press Resume; or set another follow-up.',
      ],
      facts: [
        { label: 'Waiting for', value: whatFor },
        { label: 'Since', value: dayKey(createdAt, timezone) },
      ],
      opens: { list: 'customers', id: customerId, label: 'Open the customer' },
    };
  }
}
