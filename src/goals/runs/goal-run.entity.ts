import { defineEntity, p } from '@mikro-orm/core';
import { RUN_STATES } from './goal-run.states.js';

const GoalRunSchema = defineEntity({
  name: 'GoalRun',
  tableName: 'goal_run',
  properties: {
    id: p.uuid().primary(),
    goalId: p.uuid(),
    customerId: p.uuid(),
    agentId: p.uuid(),
    trialId: p.uuid(),
    trigger: p.enum(['manual', 'schedule'] as const),
    /** The scheduled instant, or when "Trigger Now" was pressed. */
    dueAt: p.datetime(),
    status: p.enum(RUN_STATES),
    attempt: p.integer(),
    leaseUntil: p.datetime().nullable(),
    /** System clock: not tried again before. */
    retryAt: p.datetime().nullable(),
    /** Found unfinished after ten minutes. */
    stuckAt: p.datetime().nullable(),
    /** The goal's parameters as they were when the first attempt began: an edit meanwhile is of the next run. */
    params: p.json<Record<string, unknown>>().nullable(),
    /** Who did its newest attempt: `built-in`, or `model <name>`. Null before the first. */
    engine: p.text().nullable(),
    stage: p.text().nullable(),
    tokensReserved: p.integer(),
    tokensUsed: p.integer(),
    /** The day of the trial's zone its task counts for; null where no limit holds. */
    taskDay: p.date().nullable(),
    /** The runtime is being called: still true after a worker died in the middle of it. */
    callOpen: p.boolean(),
    /** Some attempt may have reached the runtime: the task is used, however the run ends. */
    answered: p.boolean(),
    failureCode: p.text().nullable(),
    failureDetail: p.text().nullable(),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
  indexes: [
    { name: 'goal_run_goal_idx', properties: ['goalId', 'createdAt'] },
    { name: 'goal_run_customer_idx', properties: ['customerId', 'createdAt'] },
    { name: 'goal_run_ended_idx', properties: ['endedAt'] },
    {
      name: 'goal_run_at_work_idx',
      expression:
        'create index "goal_run_at_work_idx" on "goal_run" ("lease_until") where "status" = \'running\'',
    },
    {
      name: 'goal_run_open_idx',
      expression:
        'create index "goal_run_open_idx" on "goal_run" ("created_at") where "status" in (\'queued\', \'running\')',
    },
  ],
  uniques: [
    {
      name: 'goal_run_instant_key',
      expression:
        'create unique index "goal_run_instant_key" on "goal_run" ("goal_id", "due_at") where "trigger" = \'schedule\'',
    },
  ],
});

/** One execution of a goal; a refused one is kept with the limit that stood against it. */
export class GoalRun extends GoalRunSchema.class {}
GoalRunSchema.setClass(GoalRun);
