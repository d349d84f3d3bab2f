import { defineEntity, p } from '@mikro-orm/core';

const CommandLogSchema = defineEntity({
  name: 'CommandLog',
  tableName: 'command_log',
  properties: {
    id: p.uuid().primary(),
    /** Business instant of the attempt: people read it beside what else became of the record. */
    at: p.datetime(),
    command: p.text(),
    actorKind: p.text(),
    actorId: p.text(),
    subjectId: p.text().nullable(),
    outcome: p.enum(['done', 'refused', 'failed', 'replayed'] as const),
    /** The refusal's code. */
    code: p.text().nullable(),
    requestId: p.text(),
  },
  indexes: [
    { name: 'command_log_at_idx', properties: ['at'] },
    { name: 'command_log_subject_idx', properties: ['subjectId', 'command', 'at'] },
  ],
});

/** One attempt to change something, refusals too; no input values. */
export class CommandLog extends CommandLogSchema.class {}
CommandLogSchema.setClass(CommandLog);
