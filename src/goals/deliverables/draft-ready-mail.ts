import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgentService } from '../../agents/agent.service.js';
import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import { AGENT_TYPES } from '../../agents/types/agent-types.js';
import { CustomerAddress } from '../../customers/customer-address.js';
import type { MailIssue } from '../../mail/mail-issue.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import { MailService } from '../../mail/mail.service.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import { dayKey, nextLocalMidnight, startOfDay } from '../../platform/time/wall-clock.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { GoalRepository } from '../goal.repository.js';
import type { Proposal } from '../runtimes/agent-runtime.js';
import type { Deliverable } from './deliverable.entity.js';
import { DeliverableRepository } from './deliverable.repository.js';
import { DraftReminderRepository } from './draft-reminder.repository.js';
import { DRAFT_MAILS_A_DAY, REMINDER_HOURS, REVIEW_HOURS } from './draft-telling.js';

const HOUR = 3_600_000;

/** Asks for the mail that brings a draft to the customer, with a one-time link to review it. */
@Injectable()
export class DraftReadyMail {
  constructor(
    private readonly mails: MailService,
    private readonly addresses: CustomerAddress,
    private readonly reminders: DraftReminderRepository,
  ) {}

  /** At once; beyond so many a day the draft comes with the mail of the next morning, and with that alone. */
  async ask(tx: Tx, made: Deliverable): Promise<void> {
    const { id, customerId } = made;
    const { to, zone } = await this.addresses.of(tx, customerId);
    const today = startOfDay(dayKey(tx.now, zone), zone);
    if ((await this.reminders.since(tx.em, customerId, today)) > DRAFT_MAILS_A_DAY) {
      made.reminderDueAt = nextLocalMidnight(tx.now, zone);
      return;
    }
    made.reminderDueAt = new Date(tx.now.getTime() + REMINDER_HOURS * HOUR);
    const dedupeKey = `draft-ready:${id}`;
    await this.mails.enqueue(tx, { template: 'draft_ready', to, customerId, subjectId: id, dedupeKey });
  }
}

/** The data of that mail. The link is made while it is sent; a later attempt voids the earlier link. */
@Injectable()
export class DraftReadyData implements OnModuleInit {
  constructor(
    private readonly loaders: MailLoaders,
    private readonly deliverables: DeliverableRepository,
    private readonly goals: GoalRepository,
    private readonly agents: AgentService,
    private readonly addresses: CustomerAddress,
  ) {}

  onModuleInit(): void {
    this.loaders.register('draft_ready', (tx, mail, issue) => this.load(tx, mail, issue));
  }

  private async load(
    tx: Tx,
    { subjectId, toName }: MailToLoad,
    issue: MailIssue,
  ): Promise<MailData<'draft_ready'>> {
    const draft = await this.deliverables.get(tx.em, subjectId);
    if (draft.status !== 'in_review') throw new MailNotNeeded(`the draft is ${draft.status}`);
    const { id, customerId, agentId, goalId, title, proposal } = draft;
    const goal = await this.goals.get(tx.em, goalId);
    const { settings, type } = await this.agents.get(tx, agentId);
    const { csm, zone, isActive } = await this.addresses.of(tx, customerId);
    if (!isActive) throw new MailNotNeeded('the customer is not active any more');
    const link = {
      purpose: 'review',
      customerId,
      subjectId: id,
      hours: REVIEW_HOURS,
      voidOthers: true,
    } as const;
    const { url, expiresAt } = await issue.link(link);
    return {
      recipientName: toName ?? null,
      agentName: settings?.nickname ?? AGENT_TYPES[type].title,
      goalName: goal.name,
      draftTitle: title,
      first: await this.deliverables.isFirst(tx.em, draft),
      proposal: proposal ? proposalText(proposal) : null,
      reviewUrl: url,
      validUntil: expiresAt,
      zone,
      csm,
    };
  }
}

function proposalText(proposal: Proposal): string {
  return proposal.kind === 'trade' ? 'a trade suggestion' : `a post on ${PLATFORM_TITLES[proposal.platform]}`;
}
