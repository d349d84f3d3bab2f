import { defineEntity, p } from '@mikro-orm/core';
import { NOT_HIRED_REASONS, TRIAL_STATES } from './trial.states.js';

const TrialSchema = defineEntity({
  name: 'Trial',
  tableName: 'trial',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    agentId: p.uuid(),
    agentType: p.enum(['marketing', 'trading'] as const),
    status: p.enum(TRIAL_STATES),
    /** The customer's zone, frozen at activation: days of the task limit are its days. */
    zone: p.text(),
    dailyTasks: p.integer(),
    tokensTotal: p.integer(),
    tokensUsed: p.integer(),
    /** Held by runs that are not settled yet. */
    tokensReserved: p.integer(),
    /** The share of the tokens, in percent, that was told of last: 0, 80, 100. */
    usageTold: p.integer().default(0),
    /** Set while credentials are tested anew for an activation that was asked for. */
    activationRequestedAt: p.datetime().nullable(),
    activatedAt: p.datetime().nullable(),
    /** Exactly 168 hours after activation, plus extensions. */
    endsAt: p.datetime().nullable(),
    /** When the customer is told that the end comes, and of the day-5 check-in; null: told, or not to be. */
    noticeAt: p.datetime().nullable(),
    checkInMailAt: p.datetime().nullable(),
    /** When it was converted, lapsed or cancelled; a late conversion leaves the lapse. */
    endedAt: p.datetime().nullable(),
    convertedAt: p.datetime().nullable(),
    endReason: p.text().nullable(),
    /** What was agreed at the conversion; the price in minor units, a month. */
    hirePlan: p.text().nullable(),
    hirePriceAmount: p.integer().nullable(),
    hirePriceCurrency: p.text().nullable(),
    hireStartsOn: p.date().nullable(),
    /** Why it was not converted, as ops learned it after the end. */
    notHiredBecause: p.enum(NOT_HIRED_REASONS).nullable(),
    notHiredWords: p.text().nullable(),
    notHiredAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'trial_customer_idx', properties: ['customerId', 'createdAt'] },
    { name: 'trial_ended_idx', properties: ['endedAt'] },
    {
      name: 'trial_notice_idx',
      expression:
        'create index "trial_notice_idx" on "trial" (least(notice_at, check_in_mail_at)) where "status" = \'active\'',
    },
    {
      name: 'trial_ends_idx',
      expression: 'create index "trial_ends_idx" on "trial" ("ends_at") where "status" = \'active\'',
    },
  ],
  uniques: [
    {
      name: 'trial_open_key',
      expression:
        'create unique index "trial_open_key" on "trial" ("customer_id", "agent_type") where "status" in (\'pending\', \'active\')',
    },
  ],
  checks: [
    { name: 'trial_tokens_check', expression: 'tokens_used >= 0 and tokens_reserved >= 0' },
    {
      name: 'trial_active_check',
      expression: '(activated_at is null) = (ends_at is null)',
    },
    {
      name: 'trial_price_check',
      expression: 'hire_price_amount > 0 and (hire_price_amount is null) = (hire_price_currency is null)',
    },
  ],
});

/** A customer's trial of one agent (runbook Step 4). */
export class Trial extends TrialSchema.class {}
TrialSchema.setClass(Trial);
