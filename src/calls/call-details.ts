import { Injectable } from '@nestjs/common';
import { CsmService } from '../customers/csm.service.js';
import { CustomerService } from '../customers/customer.service.js';
import { issued, type MailIssue } from '../mail/mail-issue.js';
import type { CallData } from '../mail/templates/fields.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Links } from '../platform/links/links.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Call, CallKind } from './call.entity.js';
import { CallRepository } from './call.repository.js';

const HOUR_MS = 3_600_000;
/** How long after a missed call its link still picks a new time. */
export const REBOOK_HOURS = 7 * 24;

const TITLES: Readonly<Record<CallKind, string>> = {
  onboarding: 'WAOOAW onboarding call',
  follow_up: 'WAOOAW onboarding, second part',
  check_in: 'WAOOAW check-in on your trial',
};

/** Runbook Steps 5–11, and Step 12's "trial conversion discussion". */
const AGENDAS: Readonly<Record<CallKind, readonly string[]>> = {
  onboarding: [
    'Your trial: how it works and what you keep',
    'Connecting your platforms; please have your logins at hand',
    'Setting up your agent',
    'Your first goal, run live, and how you approve its work',
  ],
  follow_up: [
    'Where we stopped last time',
    'What is still open: platforms, agent settings, your first goal',
    'Your questions',
  ],
  check_in: ['What your agent has done so far', 'What to adjust', 'After the trial: whether to go on'],
};

/** A call as mails and calendar files need it. */
@Injectable()
export class CallDetails {
  constructor(
    private readonly calls: CallRepository,
    private readonly customers: CustomerService,
    private readonly managers: CsmService,
    private readonly links: Links,
  ) {}

  async of(tx: Tx, callId: string): Promise<CallData> {
    const call = await this.calls.get(tx.em, callId);
    const customer = await this.customers.get(tx, call.customerId);
    const csm = await this.managers.get(tx.em, call.csmId);
    return {
      uid: call.icsUid,
      sequence: call.icsSequence,
      // Whoever leads several calls tells them apart in the calendar.
      title: `${TITLES[call.kind]}: ${customer.companyName}`,
      agenda: [...AGENDAS[call.kind]],
      startsAt: call.startsAt,
      endsAt: endOf(call),
      customerZone: customer.timezone,
      csmZone: csm.timezone,
      meetingUrl: call.meetingLink ?? null,
      organizer: { name: csm.name, email: csm.email },
      attendees: call.attendees.map(({ name, email, role }) => ({
        name,
        email,
        role: role === 'csm' ? 'chair' : 'required',
      })),
      writtenAt: tx.now,
    };
  }

  /**
   * A link to the page of the call, good until the call is over; of a missed one for as long as a new time can be
   * picked there.
   */
  async pageUrl(tx: Tx, callId: string, issue: MailIssue): Promise<string> {
    const call = await this.calls.get(tx.em, callId);
    const left = Math.ceil((endOf(call).getTime() - tx.now.getTime()) / HOUR_MS);
    const hours = call.status === 'no_show' ? REBOOK_HOURS : Math.max(1, left);
    const about = { purpose: 'call', customerId: call.customerId, subjectId: callId } as const;
    return (await issue.link({ ...about, hours, voidOthers: false })).url;
  }

  /** For the signed-in customer; another's call is one that does not exist. @throws not_found (404) */
  async ownPageUrl(tx: Tx, callId: string): Promise<string> {
    const call = await this.calls.get(tx.em, callId);
    if (tx.actor.kind !== 'customer' || tx.actor.id !== call.customerId)
      throw commonErrors.not_found('There is no such call of yours.', { hint: 'Open it from your portal.' });
    return this.pageUrl(tx, callId, issued(this.links, tx));
  }
}

export const endOf = ({ startsAt, minutes }: Pick<Call, 'startsAt' | 'minutes'>): Date =>
  new Date(startsAt.getTime() + minutes * 60_000);
