import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailNotNeeded } from '../../mail/mail-loaders.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { NoticeQueries } from './notice.queries.js';
import { ACTION_FAILED, ACTION_OVERDUE, DRAFTS_WAITING } from './notice-kinds.js';
import { StaffNotices, type NoticeText } from './staff-notices.service.js';

interface About {
  readonly subjectId: string;
  readonly company: string;
}

/** Of drafts that wait, and of approved actions that did not happen. */
@Injectable()
export class DraftNoticeTexts implements OnModuleInit {
  constructor(
    private readonly notices: StaffNotices,
    private readonly queries: NoticeQueries,
  ) {}

  onModuleInit(): void {
    this.notices.register(DRAFTS_WAITING, (tx, about) => this.waiting(tx, about));
    this.notices.register(ACTION_FAILED, (tx, about) => this.failed(tx, about));
    this.notices.register(ACTION_OVERDUE, (tx, about) => this.overdue(tx, about));
  }

  private async waiting(tx: Tx, { subjectId: id, company }: About): Promise<NoticeText> {
    const { title, goal, waiting } = await this.queries.draft(tx.em, id);
    if (waiting === 0) throw new MailNotNeeded('every draft is decided');
    return {
      title:
        waiting === 1
          ? `${company}: a draft waits for the customer since yesterday`
          : `${company}: ${waiting} drafts wait for the customer since yesterday`,
      paragraphs: [
        'Nobody has decided in 20 hours. The customer was reminded by mail; the target is 24 hours.',
        'Ask whether they need help. When they tell you their decision, record it on the page, for the customer.',
      ],
      facts: [
        { label: waiting === 1 ? 'Draft' : 'One of them', value: title },
        { label: 'Goal', value: goal },
      ],
      opens: { list: 'deliverables', id, label: waiting === 1 ? 'Open the draft' : 'Open this draft' },
    };
  }

  private async failed(tx: Tx, { subjectId: id, company }: About): Promise<NoticeText> {
    const { title, goal, action, actionReason } = await this.queries.draft(tx.em, id);
    if (action !== 'failed') throw new MailNotNeeded(`the action is ${action.replace('_', ' ')}`);
    return {
      title: `${company}: an approved action could not be carried out`,
      paragraphs: [
        'It was approved and handed over to the agent platform, and did not happen. The customer was told.',
        'Look at the cause, then press Hand over again, or talk with the customer about another draft.',
      ],
      facts: [
        { label: 'Draft', value: title },
        { label: 'Goal', value: goal },
        ...(actionReason ? [{ label: 'Cause', value: actionReason }] : []),
      ],
      opens: { list: 'deliverables', id, label: 'Open the draft' },
    };
  }

  private async overdue(tx: Tx, { subjectId: id, company }: About): Promise<NoticeText> {
    const { title, goal, action, resultOverdue } = await this.queries.draft(tx.em, id);
    if (action !== 'handed_over' || !resultOverdue)
      throw new MailNotNeeded(`the action is ${action.replace('_', ' ')}`);
    return {
      title: `${company}: no word of an action that was handed over`,
      paragraphs: [
        'The agent platform took an approved action and has not reported what became of it.',
        'Ask there. Hand over again sends it under the same id, so that it is carried out at most once.',
      ],
      facts: [
        { label: 'Draft', value: title },
        { label: 'Goal', value: goal },
      ],
      opens: { list: 'deliverables', id, label: 'Open the draft' },
    };
  }
}
