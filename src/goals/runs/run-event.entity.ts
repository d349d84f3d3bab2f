import { defineEntity, p } from '@mikro-orm/core';

const RunEventSchema = defineEntity({
  name: 'RunEvent',
  tableName: 'run_event',
  properties: {
    /** UUIDv7: the order of the events, and the stream's `Last-Event-ID`. */
    id: p.uuid().primary(),
    runId: p.uuid(),
    at: p.datetime(),
    stage: p.text(),
    text: p.text(),
  },
  indexes: [{ name: 'run_event_run_idx', properties: ['runId', 'id'] }],
});

/** A line of live progress. */
export class RunEvent extends RunEventSchema.class {}
RunEventSchema.setClass(RunEvent);
