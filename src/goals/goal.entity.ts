import { defineEntity, p } from '@mikro-orm/core';
import { GOAL_STATES, PAUSE_REASONS } from './goal.states.js';
import { CATCH_UPS } from './schedule/catch-up.js';
import type { SafetyFinding } from './safety/safety-facts.js';
import { GOAL_TEMPLATE_NAMES } from './templates/goal-templates.js';

/** Five cron fields, read in the zone, and the same in words. */
export interface StoredSchedule {
  readonly cron: string;
  readonly zone: string;
  readonly frequency: string;
}

const GoalSchema = defineEntity({
  name: 'Goal',
  tableName: 'goal',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    agentId: p.uuid(),
    trialId: p.uuid(),
    template: p.enum(GOAL_TEMPLATE_NAMES),
    name: p.text(),
    /** By the template's schema. */
    params: p.json<Record<string, unknown>>(),
    schedule: p.json<StoredSchedule>(),
    status: p.enum(GOAL_STATES),
    pauseReason: p.enum(PAUSE_REASONS).nullable(),
    /** The kind of person who paused it (`customer`, `staff`, …), where its reason is `person`. */
    pausedBy: p.text().nullable(),
    /** Why, in their words; the customer reads it. */
    pauseNote: p.text().nullable(),
    /** The safety review as it stood when it was last decided. */
    findings: p.json<SafetyFinding[]>(),
    /** Since when it waits for approval; kept as it was once decided. */
    pendingSince: p.datetime(),
    /** The next scheduled instant; null unless approved. */
    nextDueAt: p.datetime().nullable(),
    /** Until then its wall shows what it showed before the zone moved: no run of it a second time. Null otherwise. */
    livedUntil: p.datetime().nullable(),
    /** Limits of its agent changed while it was paused: it does not go on before it is approved anew. */
    limitsChanged: p.boolean().default(false),
    /** What is done about runs that an outage kept from being started. */
    catchUp: p.enum(CATCH_UPS).default('one'),
    approvedAt: p.datetime().nullable(),
    /** `staff`, `policy` or an integration's kind; who exactly stands in the history. */
    approvedBy: p.text().nullable(),
    /** Why an admin approved against a failing finding. */
    overrideReason: p.text().nullable(),
    rejectReason: p.text().nullable(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'goal_customer_idx', properties: ['customerId', 'createdAt'] },
    { name: 'goal_agent_idx', properties: ['agentId', 'status'] },
    { name: 'goal_status_idx', properties: ['status', 'createdAt'] },
    {
      name: 'goal_pending_idx',
      expression:
        'create index "goal_pending_idx" on "goal" ("pending_since") where "status" = \'pending_approval\'',
    },
    {
      name: 'goal_due_idx',
      expression: 'create index "goal_due_idx" on "goal" ("next_due_at") where "status" = \'approved\'',
    },
  ],
});

/** What an agent is to do, how often, and behind which gates (runbook Step 10). */
export class Goal extends GoalSchema.class {}
GoalSchema.setClass(Goal);
