import { defineEntity, p } from '@mikro-orm/core';

const RunbookTickSchema = defineEntity({
  name: 'RunbookTick',
  tableName: 'runbook_tick',
  properties: {
    customerId: p.uuid().primary(),
    tick: p.text().primary(),
    at: p.datetime(),
    actorKind: p.text(),
    actorId: p.text(),
  },
});

/** A line that was said to a customer, by whom and when. */
export class RunbookTick extends RunbookTickSchema.class {}
RunbookTickSchema.setClass(RunbookTick);
