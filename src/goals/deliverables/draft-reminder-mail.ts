import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerAddress } from '../../customers/customer-address.js';
import type { MailIssue } from '../../mail/mail-issue.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { DraftReminderRepository, type WaitingDraft } from './draft-reminder.repository.js';
import { REVIEW_HOURS } from './draft-telling.js';

type Data = MailData<'draft_reminder'>;

/** A reminder names so many drafts, the newest; the portal shows all. */
const NAMED = 8;
const HOUR = 3_600_000;

/** The data of the reminder of undecided drafts, as they are when it is sent. */
@Injectable()
export class DraftReminderMail implements OnModuleInit {
  constructor(
    private readonly loaders: MailLoaders,
    private readonly reminders: DraftReminderRepository,
    private readonly addresses: CustomerAddress,
  ) {}

  onModuleInit(): void {
    this.loaders.register('draft_reminder', (tx, mail, issue) => this.load(tx, mail, issue));
  }

  private async load(tx: Tx, { customerId, toName }: MailToLoad, issue: MailIssue): Promise<Data> {
    if (!customerId) throw new MailNotNeeded('it is about no customer');
    const { zone, csm, isActive } = await this.addresses.of(tx, customerId);
    if (!isActive) throw new MailNotNeeded('the customer is not active any more');
    const waiting = await this.reminders.waiting(tx.em, customerId);
    const [newest, ...older] = waiting;
    if (!newest) throw new MailNotNeeded('every draft is decided');
    const left = ({ createdAt }: WaitingDraft) =>
      REVIEW_HOURS - Math.ceil((tx.now.getTime() - createdAt.getTime()) / HOUR);
    const named = [newest, ...older.filter((draft) => left(draft) > 0)].slice(0, NAMED);
    const drafts: Data['drafts'] = [];
    for (const draft of named) {
      const { id: subjectId, title, goalName, createdAt: writtenAt } = draft;
      // The link of the first mail stays good beside it: a decision ends them all.
      const link = { purpose: 'review', customerId, subjectId, voidOthers: false } as const;
      const { url } = await issue.link({ ...link, hours: Math.max(1, left(draft)) });
      drafts.push({ title, goalName, writtenAt, reviewUrl: url });
    }
    const others = waiting.length - drafts.length;
    return { recipientName: toName ?? null, drafts, others, zone, csm };
  }
}
