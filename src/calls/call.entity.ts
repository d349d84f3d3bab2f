import { defineEntity, p } from '@mikro-orm/core';
import { CALL_STATES } from './call.states.js';

export const CALL_KINDS = ['onboarding', 'check_in'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export interface Attendee {
  readonly name: string;
  readonly email: string;
  readonly role: 'csm' | 'customer';
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

/** An onboarding call (runbook Step 3) or a day-5 check-in (Step 12). */
export class Call extends CallSchema.class {}
CallSchema.setClass(Call);
