import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CallDetails } from '../../calls/call-details.js';
import { CustomerLoginService, TEMPORARY_PASSWORD_HOURS } from '../../customers/customer-login.service.js';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import type { MailIssue } from '../../mail/mail-issue.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { DAILY_TASK_LIMIT } from '../../trials/limits.js';
import { FactsQueries } from '../facts/facts.queries.js';
import type { CustomerFact } from '../facts/facts.js';
import { WELCOME } from '../runbook/account-steps.js';
import { agentTitle } from './agent-lines.js';
import { MailingQueries } from './mailing.queries.js';
import { TRIAL_DAYS } from './summary.mail.js';

const HOUR = 60 * 60 * 1000;

/** Runbook Step 3: `customer_welcome_email.html`. The temporary password and the link are made while it is sent. */
@Injectable()
export class WelcomeMail implements OnModuleInit {
  constructor(
    private readonly loaders: MailLoaders,
    private readonly facts: FactsQueries,
    private readonly mailings: MailingQueries,
    private readonly logins: CustomerLoginService,
    private readonly calls: CallDetails,
  ) {}

  onModuleInit(): void {
    this.loaders.register(WELCOME, (tx, mail, issue) => this.load(tx, mail, issue));
  }

  private async load(
    tx: Tx,
    { subjectId, toName }: MailToLoad,
    issue: MailIssue,
  ): Promise<MailData<typeof WELCOME>> {
    await tx.lock(customerAggregate, subjectId);
    const mailing = await this.mailings.of(tx.em, subjectId);
    const [found] = await this.facts.of(tx.em, tx.now, [subjectId]);
    if (!found || mailing.status !== 'active') throw new MailNotNeeded('the customer is not active any more');
    const { call, customer, agent, login } = found.facts;
    if (call?.status !== 'scheduled' && call?.status !== 'held')
      throw new MailNotNeeded('the onboarding call is not scheduled any more');
    if (!customer.emailVerifiedAt) throw new MailNotNeeded('the e-mail address is not verified any more');
    if (login?.firstLoginAt) throw new MailNotNeeded('the customer has logged in already');
    return {
      recipientName: toName ?? null,
      companyName: mailing.companyName,
      agentTitle: agentTitle(agent?.type ?? interest(customer)),
      trial: { days: TRIAL_DAYS, tasksPerDay: DAILY_TASK_LIMIT },
      loginEmail: mailing.email,
      temporaryPassword: await issue.password(() => this.logins.issueTemporaryPassword(tx, subjectId)),
      passwordValid: {
        hours: TEMPORARY_PASSWORD_HOURS,
        until: new Date(tx.now.getTime() + TEMPORARY_PASSWORD_HOURS * HOUR),
      },
      call: await this.calls.of(tx, call.id),
      inviteUrl: await this.calls.pageUrl(tx, call.id, issue),
      csm: mailing.csm,
    };
  }
}

/** The agent the inquiry asked for; by the industry when it named none. */
function interest({ agentInterest, industry }: CustomerFact): 'trading' | 'marketing' {
  const [first] = agentInterest;
  return first === 'trading' || (first === undefined && industry === 'trading') ? 'trading' : 'marketing';
}
