import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NoteQueries } from '../../notes/note.queries.js';
import { CallDetails } from '../../calls/call-details.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { DAILY_TASK_LIMIT } from '../../trials/limits.js';
import { FactsQueries } from '../facts/facts.queries.js';
import type { Facts } from '../facts/facts.js';
import { platformTitle } from '../runbook/credential-steps.js';
import { SUMMARY } from '../runbook/handoff-steps.js';
import { agentTitle, limitLines, nickname } from './agent-lines.js';
import { HelpLinks } from './help-links.js';
import { MailingQueries } from './mailing.queries.js';

/** "7 days to explore!" */
export const TRIAL_DAYS = 7;

/** Runbook Step 14: `post_onboarding_summary.html`. */
@Injectable()
export class SummaryMail implements OnModuleInit {
  constructor(
    private readonly loaders: MailLoaders,
    private readonly facts: FactsQueries,
    private readonly mailings: MailingQueries,
    private readonly calls: CallDetails,
    private readonly help: HelpLinks,
    private readonly notes: NoteQueries,
  ) {}

  onModuleInit(): void {
    this.loaders.register(SUMMARY, (tx, mail) => this.load(tx, mail));
  }

  private async load(tx: Tx, { subjectId, toName }: MailToLoad): Promise<MailData<typeof SUMMARY>> {
    const mailing = await this.mailings.of(tx.em, subjectId);
    const [found] = await this.facts.of(tx.em, tx.now, [subjectId]);
    const helpUrl = await this.help.docs(tx.em);
    if (!found || helpUrl === null) throw new MailNotNeeded('the help link is not set any more');
    const { facts } = found;
    const { checkIn } = facts;
    return {
      recipientName: toName ?? null,
      companyName: mailing.companyName,
      ...configured(facts),
      zone: mailing.timezone,
      platforms: connected(facts),
      goals: await this.mailings.goals(tx.em, subjectId),
      fromCall: paragraphs(await this.notes.forCustomer(tx.em, subjectId)),
      checkIn: checkIn?.status === 'scheduled' ? await this.calls.of(tx, checkIn.id) : null,
      helpUrl,
      communityUrl: await this.help.community(tx.em),
      csm: mailing.csm,
    };
  }
}

function configured({ agent, call, trial }: Facts) {
  if (!agent?.settings || !call?.startedAt || !trial?.endsAt)
    throw new MailNotNeeded('the agent, the call or the trial it sums up is gone');
  return {
    callHeldAt: call.startedAt,
    agents: [
      {
        nickname: nickname(agent.type, agent.settings),
        agentTitle: agentTitle(agent.type),
        settings: limitLines(agent.type, agent.settings),
      },
    ],
    trial: { days: TRIAL_DAYS, endsAt: trial.endsAt, tasksPerDay: DAILY_TASK_LIMIT },
  };
}

const paragraphs = (text: string | null): string[] =>
  (text ?? '').split('\n').flatMap((line) => line.trim() || []);

const connected = ({ credentials }: Facts): string[] =>
  credentials.filter(({ status }) => status === 'active').map(({ platform }) => platformTitle(platform));
