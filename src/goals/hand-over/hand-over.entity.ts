import { defineEntity, p } from '@mikro-orm/core';

export const HAND_OVER_STATES = ['queued', 'running', 'delivered', 'failed'] as const;

const ActionHandOverSchema = defineEntity({
  name: 'ActionHandOver',
  tableName: 'action_hand_over',
  properties: {
    /** Also the webhook-id: a repeated delivery is one event to the agent platform. */
    id: p.uuid().primary(),
    deliverableId: p.uuid(),
    customerId: p.uuid(),
    /** 1 at approval; each time it is handed over again one more. */
    round: p.integer(),
    /** Why it was handed over again, in a person's words. */
    reason: p.text().nullable(),
    status: p.enum(HAND_OVER_STATES),
    attempt: p.integer(),
    leaseUntil: p.datetime().nullable(),
    lastError: p.text().nullable(),
    /** What the agent platform reported. */
    outcome: p.enum(['done', 'failed'] as const).nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    resultAt: p.datetime().nullable(),
  },
  indexes: [
    { name: 'action_hand_over_customer_idx', properties: ['customerId', 'createdAt'] },
    {
      name: 'action_hand_over_open_idx',
      expression:
        'create index "action_hand_over_open_idx" on "action_hand_over" ("created_at") where status in (\'queued\', \'running\')',
    },
  ],
  uniques: [{ name: 'action_hand_over_round_key', properties: ['deliverableId', 'round'] }],
});

/** One signed webhook that hands an approved action to the agent platform, and what came back. */
export class ActionHandOver extends ActionHandOverSchema.class {}
ActionHandOverSchema.setClass(ActionHandOver);
