import { defineEntity, p } from '@mikro-orm/core';

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
    /** Internal, like everything but `customerText`. */
    body: p.text(),
    /** What the customer said of it, feedback and concerns. */
    feedback: p.text().nullable(),
    nextSteps: p.text().nullable(),
    /** The only part that is ever shown to the customer: the summary mail has it word for word. */
    customerText: p.text().nullable(),
    authorKind: p.text(),
    authorId: p.text(),
    createdAt: p.datetime(),
    editedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
  indexes: [{ name: 'note_customer_idx', properties: ['customerId', 'createdAt'] }],
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
