import { Injectable } from '@nestjs/common';
import { MailService } from '../../mail/mail.service.js';
import { newId } from '../../platform/ids/new-id.js';
import { Links } from '../../platform/links/links.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { Survey } from './survey.entity.js';
import { surveyAnswered } from './survey.entries.js';

export interface SurveyedCall {
  readonly id: string;
  readonly customerId: string;
  /** The customer's side of the call. */
  readonly attendees: readonly { readonly name: string; readonly email: string }[];
}

export interface SurveyAnswer {
  readonly token: string;
  readonly score: number;
  readonly comment: string | null;
}

/** The post-call survey: one for each attendee, sent when the call ends, answered once by its link. */
@Injectable()
export class SurveyService {
  constructor(
    private readonly mails: MailService,
    private readonly links: Links,
  ) {}

  /** Ask each attendee; asking twice about the same call asks once. */
  async ask(tx: Tx, { id: callId, customerId, attendees }: SurveyedCall): Promise<void> {
    for (const { name, email } of attendees) {
      const [row] = await tx.em.execute<{ id: string }[]>(
        `insert into survey (id, customer_id, call_id, email, name, sent_at) values (?, ?, ?, ?, ?, ?)
         on conflict (call_id, email) do nothing returning id`,
        [newId(), customerId, callId, email.toLowerCase(), name, tx.now],
      );
      if (!row) continue;
      await this.mails.enqueue(tx, {
        template: 'survey',
        to: { email, name },
        customerId,
        subjectId: row.id,
        dedupeKey: `survey:${row.id}`,
      });
    }
  }

  /** Throws `link_not_valid` (410) for a link that is unknown, spent or older than 30 days. */
  async answer(tx: Tx, { token, score, comment }: SurveyAnswer): Promise<{ id: string; score: number }> {
    const { subjectId } = await this.links.spend(tx, 'survey', token);
    const survey = await tx.em.findOneOrFail(Survey, { id: subjectId });
    survey.score = score;
    survey.comment = comment;
    survey.answeredAt = tx.now;
    const { id, customerId, callId } = survey;
    tx.record(surveyAnswered, { subjectId: id, customerId, data: { callId, score } });
    return { id, score };
  }
}
