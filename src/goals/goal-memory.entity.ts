import { defineEntity, p } from '@mikro-orm/core';
import type { RunMemory } from './runtimes/run-memory.js';

const KeptMemorySchema = defineEntity({
  name: 'KeptMemory',
  tableName: 'goal_memory',
  properties: {
    goalId: p.uuid().primary(),
    runId: p.uuid(),
    content: p.json<RunMemory>(),
    keptAt: p.datetime(),
  },
});

/** What the newest completed run of a goal left for its next one. */
export class KeptMemory extends KeptMemorySchema.class {}
KeptMemorySchema.setClass(KeptMemory);
