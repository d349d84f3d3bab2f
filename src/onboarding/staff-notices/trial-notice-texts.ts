import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailNotNeeded } from '../../mail/mail-loaders.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { NoticeQueries } from './notice.queries.js';
import { TRIAL_USED } from './notice-kinds.js';
import { StaffNotices, type NoticeText } from './staff-notices.service.js';

const count = (tokens: number): string => tokens.toLocaleString('en');

/** Of a trial whose tokens run out: an occasion to talk about what comes after it. */
@Injectable()
export class TrialNoticeTexts implements OnModuleInit {
  constructor(
    private readonly notices: StaffNotices,
    private readonly queries: NoticeQueries,
  ) {}

  onModuleInit(): void {
    this.notices.register(TRIAL_USED, (tx, about) => this.used(tx, about));
  }

  private async used(
    tx: Tx,
    { subjectId: id, company }: { subjectId: string; company: string },
  ): Promise<NoticeText> {
    const { status, used, total } = await this.queries.trial(tx.em, id);
    if (status !== 'active') throw new MailNotNeeded(`the trial is ${status}`);
    const over = used >= total;
    return {
      title: over
        ? `${company}: the trial has no tokens left`
        : `${company}: ${Math.floor((used / total) * 100)} % of the trial’s tokens are used`,
      paragraphs: [
        over
          ? 'Runs are refused from now on; tokens of a trial do not come back. The customer was written to.'
          : 'When they are used up, runs are refused: tokens of a trial do not come back. The customer was written to.',
        'Its page says which runs took them. Talk about hiring the agent, or about goals that run less often.',
      ],
      facts: [{ label: 'Tokens', value: `${count(used)} of ${count(total)}` }],
      opens: { list: 'trials', id, label: 'Open the trial' },
    };
  }
}
