import { defineEntity, p } from '@mikro-orm/core';
import { CALL_STATES } from './call.states.js';

export const CALL_KINDS = ['onboarding', 'follow_up', 'check_in'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export interface Attendee {
  readonly name: string;
  readonly email: string;
  readonly role: 'csm' | 'customer';
  /** What they do at the customer, in their words: "marketing lead", "signer". */
  readonly position?: string | undefined;
}

/** How a trial is likely to end, as the check-in left it (runbook Step 12). */
export const OUTLOOKS = ['likely', 'at_risk', 'lost'] as const;
export type Outlook = (typeof OUTLOOKS)[number];

export const CONSENT_STATES = ['not_asked', 'given', 'refused', 'withdrawn'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

/** An answer to "may we record this call?" (Appendix D). */
export interface Consent {
  readonly answer: Exclude<ConsentState, 'not_asked'>;
  /** Who answered, on the customer's side. */
  readonly name: string;
  /** What was said, word for word. */
  readonly words: string;
  /** ISO 8601. */
  readonly at: string;
  /** Who wrote it down. */
  readonly recordedBy: string;
}

const CallSchema = defineEntity({
  name: 'Call',
  tableName: 'call',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    kind: p.enum(CALL_KINDS),
    status: p.enum(CALL_STATES),
    startsAt: p.datetime(),
    minutes: p.integer(),
    /** When it really began and ended; facts, not plans. */
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    csmId: p.uuid(),
    attendees: p.json<Attendee[]>(),
    meetingLink: p.text().nullable(),
    /** One calendar event for the call's whole life; the sequence grows with each change of it. */
    icsUid: p.text(),
    icsSequence: p.integer(),
    /** Why it is later than 24 h after signup, or outside the CSM's hours. */
    slotReason: p.text().nullable(),
    /** Why it was moved, in words for the customer. */
    changeReason: p.text().nullable(),
    outcome: p.text().nullable(),
    outcomeReason: p.text().nullable(),
    /** Why start or end were corrected. */
    timeReason: p.text().nullable(),
    /** How often the customer moved it by link. */
    movesByLink: p.integer().default(0),
    /** A check-in's outcome for the trial, and why. */
    outlook: p.enum(OUTLOOKS).nullable(),
    outlookReason: p.text().nullable(),
    /** Every answer about recording, oldest first; the newest counts. */
    consents: p.json<Consent[]>().default('[]'),
    consent: p.enum(CONSENT_STATES).default('not_asked'),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'call_customer_idx', properties: ['customerId', 'kind', 'createdAt'] },
    { name: 'call_csm_idx', properties: ['csmId', 'startsAt'] },
    {
      name: 'call_one_scheduled_key',
      expression:
        'create unique index "call_one_scheduled_key" on "call" ("customer_id", "kind") where status = \'scheduled\'',
    },
  ],
});

/** An onboarding call (runbook Step 3), its continuation, or a day-5 check-in (Step 12). */
export class Call extends CallSchema.class {}
CallSchema.setClass(Call);
