import { defineEntity, p } from '@mikro-orm/core';

const RetestNightSchema = defineEntity({
  name: 'RetestNight',
  tableName: 'retest_night',
  properties: {
    /** `YYYY-MM-DD` in the report's zone. */
    night: p.text().primary(),
    plannedAt: p.datetime(),
    planned: p.integer(),
  },
});

/** A night whose re-tests have been planned, and how many. */
export class RetestNight extends RetestNightSchema.class {}
RetestNightSchema.setClass(RetestNight);
