import { Injectable } from '@nestjs/common';
import { expectVersion } from '../platform/commands/expect-version.js';
import { newId } from '../platform/ids/new-id.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { Confusion } from './confusion.service.js';
import { internalLineIn } from './internal-lines.js';
import { noteEdited, noteWritten } from './note.entries.js';
import type { Note, NoteKind } from './note.entity.js';
import { noteErrors } from './note.errors.js';
import { NoteRepository, type IssueText } from './note.repository.js';

/** What a note says; undefined and empty are the same. */
export interface NoteText {
  readonly body: string;
  readonly issues?: readonly IssueText[] | undefined;
  readonly feedback?: string | undefined;
  readonly nextSteps?: string | undefined;
  readonly customerText?: string | undefined;
}

export interface NewNote extends NoteText {
  readonly kind: NoteKind;
  /** The call it is about; a session note without one is about the onboarding call begun last. */
  readonly callId: string | null;
}

/** PP > Customers > [Customer ID] > Notes (runbook Step 13). */
@Injectable()
export class NoteService {
  constructor(
    private readonly notes: NoteRepository,
    private readonly confusion: Confusion,
  ) {}

  async write(
    tx: Tx,
    customerId: string,
    { kind, callId: named, ...text }: NewNote,
  ): Promise<{ id: string; version: number }> {
    const callId = kind === 'session' ? (named ?? (await this.notes.sessionCall(tx.em, customerId))) : named;
    await this.refuseWrongCall(tx, customerId, kind, callId);
    refuseInternalLines(kind, text);
    const id = newId();
    const author = { authorKind: tx.actor.kind, authorId: actorId(tx.actor) };
    this.notes.add(tx.em, {
      id,
      customerId,
      callId,
      kind,
      ...columns(text),
      ...author,
      createdAt: tx.now,
      editedAt: null,
    });
    tx.record(noteWritten, { subjectId: id, customerId, data: { kind } });
    await this.keepIssues(tx, { id, customerId, createdAt: tx.now }, text.issues ?? []);
    return { id, version: 1 };
  }

  /** The note as it is to be. */
  async edit(
    tx: Tx,
    id: string,
    { version, ...text }: NoteText & { version: number },
  ): Promise<{ id: string; version: number }> {
    const note = await this.notes.get(tx.em, id);
    expectVersion(note, version);
    refuseInternalLines(note.kind, text);
    Object.assign(note, { ...columns(text), editedAt: tx.now });
    tx.record(noteEdited, { subjectId: id, customerId: note.customerId, data: { kind: note.kind } });
    await this.keepIssues(tx, note, text.issues ?? []);
    return { id, version: note.version };
  }

  private async keepIssues(
    tx: Tx,
    note: Pick<Note, 'id' | 'customerId' | 'createdAt'>,
    issues: readonly IssueText[],
  ): Promise<void> {
    await tx.em.flush();
    await this.notes.replaceIssues(tx.em, note, issues);
    await this.confusion.weigh(
      tx,
      issues.flatMap(({ topic }) => topic ?? []),
    );
  }

  private async refuseWrongCall(
    tx: Tx,
    customerId: string,
    kind: NoteKind,
    callId: string | null,
  ): Promise<void> {
    if (callId === null) {
      if (kind === 'session')
        throw noteErrors.session_note_needs_call('No onboarding call of this customer has begun.', {
          fields: [{ field: 'callId', message: 'is needed: there is no onboarding call to document' }],
        });
      return;
    }
    if (!(await this.notes.isCallOf(tx.em, callId, customerId)))
      throw noteErrors.session_note_needs_call('The call is not one of this customer.', {
        fields: [{ field: 'callId', message: 'is not a call of this customer' }],
      });
    if (kind === 'session' && (await this.notes.sessionNoteOf(tx.em, callId)))
      throw noteErrors.session_documented('The call has its session note.');
  }
}

const columns = ({ body, feedback, nextSteps, customerText }: NoteText) => ({
  body,
  feedback: feedback || null,
  nextSteps: nextSteps || null,
  customerText: customerText || null,
});

/** What goes to the customer is of its own words. */
function refuseInternalLines(
  kind: NoteKind,
  { customerText, body, feedback, nextSteps, issues = [] }: NoteText,
): void {
  if (!customerText) return;
  if (kind !== 'session')
    throw noteErrors.customer_text_needs_session('This note is an internal one.', {
      fields: [{ field: 'customerText', message: 'is for the note of an onboarding session' }],
    });
  const said = issues.flatMap(({ what, resolution }) => [what, resolution ?? '']);
  const line = internalLineIn(customerText, [body, feedback ?? '', nextSteps ?? '', ...said]);
  if (line === null) return;
  throw noteErrors.customer_text_internal(`Line ${line} of the text for the customer is an internal one.`, {
    fields: [{ field: 'customerText', message: `line ${line} stands among the internal lines as well` }],
  });
}
