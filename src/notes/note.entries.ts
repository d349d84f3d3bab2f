import { entryType } from '../platform/history/entry-type.js';
import type { NoteKind } from './note.entity.js';

const words: Readonly<Record<NoteKind, string>> = {
  session: 'Onboarding session documented',
  internal: 'Note written',
};

export const noteWritten = entryType<{ kind: NoteKind }>('note.written', ({ kind }) => words[kind]);
export const noteEdited = entryType<{ kind: NoteKind }>('note.edited', () => 'Note edited');
