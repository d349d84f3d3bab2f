import { defineEntity, p } from '@mikro-orm/core';
import { TOPIC_NAMES } from './topics.js';

const NoteIssueSchema = defineEntity({
  name: 'NoteIssue',
  tableName: 'note_issue',
  properties: {
    id: p.uuid().primary(),
    noteId: p.uuid(),
    customerId: p.uuid(),
    /** Its place among the note's issues, from 0. */
    place: p.integer(),
    /** The step or common issue that was not clear, if it was one. */
    topic: p.enum(TOPIC_NAMES).nullable(),
    what: p.text(),
    /** Null while it is open. */
    resolution: p.text().nullable(),
    notedAt: p.datetime(),
  },
  indexes: [
    { name: 'note_issue_note_idx', properties: ['noteId', 'place'] },
    { name: 'note_issue_topic_idx', properties: ['topic', 'notedAt'] },
  ],
});

/** "Issues encountered and resolutions" (runbook Step 13): one line of a note. */
export class NoteIssue extends NoteIssueSchema.class {}
NoteIssueSchema.setClass(NoteIssue);
