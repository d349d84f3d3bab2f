import { defineEntity, p } from '@mikro-orm/core';

const HistoryEntrySchema = defineEntity({
  name: 'HistoryEntry',
  tableName: 'history_entry',
  properties: {
    id: p.uuid().primary(),
    /** Business instant of the change. */
    at: p.datetime(),
    type: p.text(),
    customerId: p.uuid().nullable(),
    subjectId: p.uuid().nullable(),
    actorKind: p.text(),
    actorId: p.text(),
    data: p.json<Record<string, unknown>>(),
  },
  indexes: [
    { name: 'history_entry_customer_idx', properties: ['customerId', 'at'] },
    { name: 'history_entry_subject_idx', properties: ['subjectId', 'at'] },
  ],
});

/** One line of the append-only history: what changed, when, by whom; ids, no personal data. */
export class HistoryEntry extends HistoryEntrySchema.class {}
HistoryEntrySchema.setClass(HistoryEntry);
