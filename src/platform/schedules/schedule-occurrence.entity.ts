import { defineEntity, p } from '@mikro-orm/core';

const ScheduleOccurrenceSchema = defineEntity({
  name: 'ScheduleOccurrence',
  tableName: 'schedule_occurrence',
  properties: {
    schedule: p.text().primary(),
    dueAt: p.datetime().primary(),
    /** When it was known that it would come due. */
    plannedAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    /** `failed` without an end is tried again. */
    outcome: p.enum(['done', 'failed', 'missed'] as const).nullable(),
  },
  checks: [
    {
      name: 'schedule_occurrence_end_check',
      expression:
        "case when ended_at is null then outcome is null or outcome = 'failed' else outcome is not null end",
    },
  ],
  indexes: [
    {
      name: 'schedule_occurrence_open_idx',
      expression:
        'create index "schedule_occurrence_open_idx" on "schedule_occurrence" ("schedule", "due_at") where ended_at is null',
    },
    { name: 'schedule_occurrence_due_idx', properties: ['dueAt'] },
  ],
});

/** One instant at which a schedule should run, and what came of it. */
export class ScheduleOccurrence extends ScheduleOccurrenceSchema.class {}
ScheduleOccurrenceSchema.setClass(ScheduleOccurrence);
