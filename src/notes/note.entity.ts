import { defineEntity, p } from '@mikro-orm/core';
import { TOPIC_NAMES } from './topics.js';

export const NOTE_KINDS = ['session', 'internal'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

const NoteSchema = defineEntity({
  name: 'Note',
  tableName: 'note',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    /** The call that a session note documents. */
    callId: p.uuid().nullable(),
    kind: p.enum(NOTE_KINDS),
    body: p.text(),
    /** The step or common issue that confused the customer, if one did. */
    topic: p.enum(TOPIC_NAMES).nullable(),
    authorKind: p.text(),
    authorId: p.text(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'note_customer_idx', properties: ['customerId', 'createdAt'] },
    { name: 'note_topic_idx', properties: ['topic', 'createdAt'] },
  ],
  uniques: [
    {
      name: 'note_session_call_key',
      expression:
        'create unique index "note_session_call_key" on "note" ("call_id") where "kind" = \'session\'',
    },
  ],
});

/** What staff wrote down about a customer (runbook Step 13). */
export class Note extends NoteSchema.class {}
NoteSchema.setClass(Note);
