import { defineEntity, p } from '@mikro-orm/core';

const DeliverableRevisionSchema = defineEntity({
  name: 'DeliverableRevision',
  tableName: 'deliverable_revision',
  properties: {
    id: p.uuid().primary(),
    deliverableId: p.uuid(),
    number: p.integer(),
    /** Markdown. */
    body: p.text(),
    by: p.enum(['agent', 'customer', 'staff'] as const),
    createdAt: p.datetime(),
  },
  uniques: [{ name: 'deliverable_revision_number_key', properties: ['deliverableId', 'number'] }],
});

/** The text as the agent wrote it (number 1) or as a person changed it. */
export class DeliverableRevision extends DeliverableRevisionSchema.class {}
DeliverableRevisionSchema.setClass(DeliverableRevision);
