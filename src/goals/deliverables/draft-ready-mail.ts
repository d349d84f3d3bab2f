import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgentService } from '../../agents/agent.service.js';
import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import { AGENT_TYPES } from '../../agents/types/agent-types.js';
import { CustomerAddress } from '../../customers/customer-address.js';
import type { MailIssue } from '../../mail/mail-issue.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import { MailService } from '../../mail/mail.service.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { GoalRepository } from '../goal.repository.js';
import type { Proposal } from '../runtimes/agent-runtime.js';
import type { Deliverable } from './deliverable.entity.js';
import { DeliverableRepository } from './deliverable.repository.js';

/** A review link works until the decision, and at most 14 days (design 8). */
const LINK_HOURS = 14 * 24;

/** Asks for the mail that brings a draft to the customer, with a one-time link to review it. */
@Injectable()
export class DraftReadyMail {
  constructor(
    private readonly mails: MailService,
    private readonly addresses: CustomerAddress,
  ) {}

  async ask(tx: Tx, { id, customerId }: Deliverable): Promise<void> {
    const { to } = await this.addresses.of(tx, customerId);
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
      hours: LINK_HOURS,
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
