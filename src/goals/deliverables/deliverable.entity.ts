import { defineEntity, p } from '@mikro-orm/core';
import type { MarketChart } from '../runtimes/market/market-chart.js';
import type { Proposal } from '../runtimes/agent-runtime.js';
import { ACTION_STATES, DELIVERABLE_STATES } from './deliverable.states.js';

const DeliverableSchema = defineEntity({
  name: 'Deliverable',
  tableName: 'deliverable',
  properties: {
    id: p.uuid().primary(),
    runId: p.uuid().unique('deliverable_run_key'),
    goalId: p.uuid(),
    agentId: p.uuid(),
    customerId: p.uuid(),
    status: p.enum(DELIVERABLE_STATES),
    title: p.text(),
    /** Number of the newest revision. */
    revision: p.integer(),
    /** The outside action it proposes; it exists only here until a person approves. */
    proposal: p.json<Proposal>().nullable(),
    /** What its chart is drawn from; null where there is none. */
    chart: p.json<MarketChart>().nullable(),
    remarks: p.json<readonly string[]>(),
    /** Figures of its newest text that nobody gave; null where there are none. */
    unproven: p.json<readonly string[]>().nullable(),
    action: p.enum(ACTION_STATES),
    decidedAt: p.datetime().nullable(),
    decidedBy: p.enum(['customer', 'staff'] as const).nullable(),
    reason: p.text().nullable(),
    /** The run that was asked to write another draft in its place. */
    nextRunId: p.uuid().nullable().unique('deliverable_next_run_key'),
    /** Why the action failed, as the agent platform said; where it can be seen once it is done. */
    actionReason: p.text().nullable(),
    actionReference: p.text().nullable(),
    /** Business instant by which the result of a handed-over action is missed. */
    resultDueAt: p.datetime().nullable(),
    resultOverdue: p.boolean().default(false),
    /** Business instant at which an undecided draft is reminded of; null when that is done or not needed. */
    reminderDueAt: p.datetime().nullable(),
    remindedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'deliverable_customer_idx', properties: ['customerId', 'createdAt'] },
    { name: 'deliverable_goal_idx', properties: ['goalId', 'createdAt'] },
    { name: 'deliverable_agent_decided_idx', properties: ['agentId', 'decidedAt'] },
    { name: 'deliverable_status_idx', properties: ['status', 'createdAt'] },
    {
      name: 'deliverable_reminder_due_idx',
      expression:
        'create index "deliverable_reminder_due_idx" on "deliverable" ("reminder_due_at") where reminder_due_at is not null',
    },
    {
      name: 'deliverable_result_due_idx',
      expression:
        'create index "deliverable_result_due_idx" on "deliverable" ("result_due_at") where result_due_at is not null',
    },
  ],
});

/** What a run delivered, for a person to decide on (runbook Step 11). */
export class Deliverable extends DeliverableSchema.class {}
DeliverableSchema.setClass(Deliverable);
