import { defineEntity, p } from '@mikro-orm/core';

/** `lost`: its worker ended in the middle of it. */
export const ATTEMPT_OUTCOMES = ['completed', 'failed', 'cancelled', 'lost'] as const;

const RunAttemptSchema = defineEntity({
  name: 'RunAttempt',
  tableName: 'run_attempt',
  properties: {
    id: p.uuid().primary(),
    runId: p.uuid(),
    /** From 1; a number is left out when a worker ended before it began. */
    number: p.integer(),
    startedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    /** Null while it is at work. */
    outcome: p.enum(ATTEMPT_OUTCOMES).nullable(),
    failureCode: p.text().nullable(),
    detail: p.text().nullable(),
    tokens: p.integer(),
  },
  uniques: [{ name: 'run_attempt_number_key', properties: ['runId', 'number'] }],
});

/** One attempt of a run, kept whatever came of it. */
export class RunAttempt extends RunAttemptSchema.class {}
RunAttemptSchema.setClass(RunAttempt);
