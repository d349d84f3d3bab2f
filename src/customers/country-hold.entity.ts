import { defineEntity, p } from '@mikro-orm/core';
import { AGENT_TYPES } from './industries.js';

const CountryHoldSchema = defineEntity({
  name: 'CountryHold',
  tableName: 'country_hold',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    /** ISO 3166-1. */
    country: p.text(),
    agentTypes: p.enum(AGENT_TYPES).array(),
    /** In words, as the Runbook shows it. */
    why: p.text(),
    createdAt: p.datetime(),
    releasedAt: p.datetime().nullable(),
    releasedBy: p.text().nullable(),
    releaseReason: p.text().nullable(),
  },
  indexes: [
    { name: 'country_hold_customer_idx', properties: ['customerId', 'createdAt'] },
    {
      name: 'country_hold_open_key',
      expression:
        'create unique index "country_hold_open_key" on "country_hold" ("customer_id") where released_at is null',
    },
  ],
});

/** A customer whose country waits for a look, by the rules of Settings; kept after its release. */
export class CountryHold extends CountryHoldSchema.class {}
CountryHoldSchema.setClass(CountryHold);
