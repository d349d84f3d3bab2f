import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PLATFORM_TITLES, type PlatformName } from '../../agents/platform-names.js';
import { MailNotNeeded } from '../../mail/mail-loaders.js';
import { mailTemplates, type MailName } from '../../mail/templates/mail-templates.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import {
  GOAL_WAITING,
  DRAFT_REJECTED,
  CREDENTIAL_BROKEN,
  CREDENTIAL_ENDING,
  MAIL_FAILED,
} from './notice-kinds.js';
import { NoticeQueries } from './notice.queries.js';
import { StaffNotices, type NoticeText } from './staff-notices.service.js';

interface About {
  readonly subjectId: string;
  readonly company: string;
}

/** What happened, and what to do: written when the notice is sent, from the records as they are then. */
@Injectable()
export class NoticeTexts implements OnModuleInit {
  constructor(
    private readonly notices: StaffNotices,
    private readonly queries: NoticeQueries,
  ) {}

  onModuleInit(): void {
    this.notices.register(GOAL_WAITING, (tx, about) => this.goalWaiting(tx, about));
    this.notices.register(DRAFT_REJECTED, (tx, about) => this.draftRejected(tx, about));
    this.notices.register(CREDENTIAL_BROKEN, (tx, about) => this.credentialBroken(tx, about));
    this.notices.register(CREDENTIAL_ENDING, (tx, about) => this.credentialEnding(tx, about));
    this.notices.register(MAIL_FAILED, (tx, about) => this.mailFailed(tx, about));
  }

  private async goalWaiting(tx: Tx, { subjectId: id, company }: About): Promise<NoticeText> {
    const { name, status, frequency } = await this.queries.goal(tx.em, id);
    if (status !== 'pending_approval') throw new MailNotNeeded(`the goal is ${status}`);
    return {
      title: `${company}: a goal waits for approval, during the call`,
      paragraphs: [
        'The customer is on the call with us, and a goal waits that a person must approve first.',
        'Look at its safety review and press Approve Goal, so that the first run can be shown live.',
      ],
      facts: [
        { label: 'Goal', value: name },
        { label: 'Frequency', value: frequency ?? 'none' },
      ],
      opens: { list: 'goals', id, label: 'Open the goal' },
    };
  }

  private async draftRejected(tx: Tx, { subjectId: id, company }: About): Promise<NoticeText> {
    const { title, goal, reason, again } = await this.queries.draft(tx.em, id);
    return {
      title: again ? `${company} asked for another draft` : `${company} rejected a draft`,
      paragraphs: again
        ? [
            'The customer looked at a draft and asked for another, with feedback. A new run writes it.',
            'Nothing need be done now; when it happens often, set the agent right with the customer.',
          ]
        : [
            'The customer looked at a draft and rejected it.',
            'Talk about what should be different, set the agent right, and trigger the goal again.',
          ],
      facts: [
        { label: 'Draft', value: title },
        { label: 'Goal', value: goal },
        ...(reason ? [{ label: 'What they said', value: reason }] : []),
      ],
      opens: { list: 'deliverables', id, label: 'Open the draft' },
    };
  }

  private async credentialBroken(tx: Tx, { subjectId: id, company }: About): Promise<NoticeText> {
    const { platform, status, code } = await this.queries.credential(tx.em, id);
    if (status === 'active' || status === 'disconnected')
      throw new MailNotNeeded(`the credential is ${status}`);
    const name = PLATFORM_TITLES[platform as PlatformName];
    return {
      title: `${company}: ${name} does not work any more`,
      paragraphs: [
        `${name} rejected the key that worked until now. Goals that need it are paused.`,
        'Open it to see the cause and the remedy. A new key comes by a connect link; once its test passes, the goals go on by themselves.',
      ],
      facts: [
        { label: 'Status', value: status },
        ...(code ? [{ label: 'Cause', value: code.replaceAll('_', ' ') }] : []),
      ],
      opens: { list: 'credentials', id, label: 'Open the credential' },
    };
  }

  private async credentialEnding(tx: Tx, { subjectId: id, company }: About): Promise<NoticeText> {
    const { platform, status, expiresAt, rotateBy } = await this.queries.credential(tx.em, id);
    const at = expiresAt ?? rotateBy;
    if (status !== 'active' || at === null) throw new MailNotNeeded(`the credential is ${status}`);
    const name = PLATFORM_TITLES[platform as PlatformName];
    return {
      title: expiresAt
        ? `${company}: the ${name} connection ends soon`
        : `${company}: a new ${name} key is due`,
      paragraphs: [
        expiresAt
          ? `The authorization at ${name} ends by itself, and only the customer can renew it.`
          : 'Keys are replaced every 90 days; after seven more the old one is no longer used.',
        'The customer was written to, with a connect link. Ask whether they need help; a new link is sent from the customer.',
      ],
      facts: [
        { label: expiresAt ? 'Ends' : 'To be replaced by', value: `${at.toISOString().slice(0, 10)} (UTC)` },
      ],
      opens: { list: 'credentials', id, label: 'Open the credential' },
    };
  }

  private async mailFailed(tx: Tx, { subjectId: id, company }: About): Promise<NoticeText> {
    const { template, status, toEmail, error } = await this.queries.mail(tx.em, id);
    if (status !== 'failed' && status !== 'unknown') throw new MailNotNeeded(`the mail is ${status}`);
    const { title } = mailTemplates[template as MailName];
    return {
      title: `${company}: a mail did not arrive`,
      paragraphs: [
        status === 'failed'
          ? `"${title}" could not be delivered.`
          : `Whether "${title}" left is not known: the connection broke when it was handed over.`,
        'Check the address with the customer, correct it where it is wrong, and send the mail again.',
      ],
      facts: [
        { label: 'To', value: toEmail },
        ...(error ? [{ label: 'What the mail server said', value: error }] : []),
      ],
      opens: { list: 'mails', id, label: 'Open the mail' },
    };
  }
}
