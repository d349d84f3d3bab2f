import { defineEntity, p } from '@mikro-orm/core';
import { WAIT_STATES } from './wait.states.js';

export const WAITED_ON = ['customer', 'us'] as const;
export type WaitedOn = (typeof WAITED_ON)[number];

/** Why a wait ended: a person pressed Resume, the customer did something, or there is nobody to wait for. */
export const WAIT_ENDS = [
  'resumed',
  'other_wait',
  'credential',
  'first_login',
  'draft',
  'email',
  'call',
  'step',
  'suspended',
  'closed',
] as const;
export type WaitEnd = (typeof WAIT_ENDS)[number];

const CustomerWaitSchema = defineEntity({
  name: 'CustomerWait',
  tableName: 'customer_wait',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    waitingOn: p.enum(WAITED_ON),
    /** In words that the customer may read: a reminder quotes them. */
    whatFor: p.text(),
    status: p.enum(WAIT_STATES),
    followUpAt: p.datetime(),
    /** Whether the customer is reminded until then. */
    nudge: p.boolean(),
    /** When the next reminder is asked for; null when no further one comes. */
    nudgeDueAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    endedBecause: p.enum(WAIT_ENDS).nullable(),
    /** What changed, in a person's words. */
    endNote: p.text().nullable(),
  },
  indexes: [
    { name: 'customer_wait_customer_idx', properties: ['customerId'] },
    { name: 'customer_wait_status_idx', properties: ['status', 'followUpAt'] },
  ],
  uniques: [
    {
      name: 'customer_wait_one_open_key',
      expression:
        'create unique index "customer_wait_one_open_key" on "customer_wait" ("customer_id") where "ended_at" is null',
    },
  ],
});

/** An onboarding that is parked: on whom it waits, for what, until when; at most one is open for each customer. */
export class CustomerWait extends CustomerWaitSchema.class {}
CustomerWaitSchema.setClass(CustomerWait);
