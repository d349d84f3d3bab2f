import { defineEntity, p } from '@mikro-orm/core';

const CanarySchema = defineEntity({
  name: 'Canary',
  tableName: 'canary',
  properties: {
    id: p.uuid().primary(),
    sentAt: p.datetime(),
    /** When a worker's handler got it. */
    doneAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'canary_sent_at_idx', properties: ['sentAt'] }],
});

/** A job that does nothing but come through: outbox, queue, handler. Instants are the system clock's. */
export class Canary extends CanarySchema.class {}
CanarySchema.setClass(Canary);
