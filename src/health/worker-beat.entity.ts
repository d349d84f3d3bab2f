import { defineEntity, p } from '@mikro-orm/core';

const WorkerBeatSchema = defineEntity({
  name: 'WorkerBeat',
  tableName: 'worker_beat',
  properties: {
    id: p.uuid().primary(),
    host: p.text(),
    pid: p.integer(),
    startedAt: p.datetime(),
    beatAt: p.datetime(),
  },
});

/** A worker process and when it was last heard of (system clock); gone when it ended in order. */
export class WorkerBeat extends WorkerBeatSchema.class {}
WorkerBeatSchema.setClass(WorkerBeat);
