import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { FactsQueries } from '../facts/facts.queries.js';
import type { Facts } from '../facts/facts.js';
import { agentTitle } from '../mails/agent-lines.js';
import { MailingQueries } from '../mails/mailing.queries.js';
import { platformTitle } from '../runbook/credential-steps.js';
import { draftSessionNote, nextSteps, type SessionFacts } from './session-note.js';
import { SessionIssues, type IssueDraft } from './session-issues.queries.js';

export interface SessionDraft {
  /** The call the note will document; null before one is scheduled. */
  readonly callId: string | null;
  /** In the runbook's template, its last line left to a person. */
  readonly body: string;
  /** What went wrong since the call began, as the facts know it, and how it ended. */
  readonly issues: readonly IssueDraft[];
  readonly nextSteps?: string;
}

type Attendee = SessionFacts['attendees'][number];

/** The session note of Step 13, drafted from the facts. */
@Injectable()
export class SessionNotes {
  constructor(
    private readonly facts: FactsQueries,
    private readonly mailings: MailingQueries,
    private readonly issues: SessionIssues,
  ) {}

  /** @throws not_found (404) */
  async draft(tx: Tx, customerId: string): Promise<SessionDraft> {
    const [found] = await this.facts.of(tx.em, tx.now, [customerId]);
    if (!found) throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
    const { facts } = found;
    const goals = await this.mailings.goals(tx.em, customerId);
    const body = draftSessionNote({
      ...configured(facts),
      attendees: await this.attendees(tx.em, facts),
      goals: goals.map(({ name, frequency }) => ({ name, when: frequency })),
      notes: '',
    });
    const since = facts.call?.startedAt ?? null;
    const issues = since === null ? [] : await this.issues.since(tx.em, customerId, since);
    const next = nextSteps(facts);
    return { callId: facts.call?.id ?? null, body, issues, ...(next === '' ? {} : { nextSteps: next }) };
  }

  /** The customer's people on the call; the address of the account when nobody is named. */
  private async attendees(em: EntityManager, { call, customer }: Facts): Promise<Attendee[]> {
    const [row] = await em.execute<{ attendees: (Attendee & { role: string })[] }[]>(
      'select attendees from call where id = ?',
      [call?.id ?? null],
    );
    const theirs = (row?.attendees ?? []).filter(({ role }) => role === 'customer');
    return theirs.length > 0 ? theirs : [{ name: customer.companyName, email: customer.email }];
  }
}

function configured({
  customer,
  call,
  agent,
  credentials,
  trial,
  checkIn,
  now,
}: Facts): Omit<SessionFacts, 'attendees' | 'goals' | 'notes'> {
  const theme = agent?.settings?.['theme'];
  return {
    timezone: customer.timezone,
    callAt: call?.startedAt ?? call?.startsAt ?? now,
    agent: agent && { title: agentTitle(agent.type), theme: typeof theme === 'string' ? theme : null },
    platforms: credentials
      .filter(({ setAt }) => setAt !== null)
      .map(({ platform }) => platformTitle(platform)),
    trial:
      trial?.activatedAt && trial.endsAt ? { activatedAt: trial.activatedAt, endsAt: trial.endsAt } : null,
    checkInAt: checkIn?.status === 'scheduled' ? checkIn.startsAt : null,
  };
}
