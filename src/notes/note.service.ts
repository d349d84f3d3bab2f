import { Injectable } from '@nestjs/common';
import { EscalationService } from '../escalations/escalation.service.js';
import { expectVersion } from '../platform/commands/expect-version.js';
import { newId } from '../platform/ids/new-id.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { noteEdited, noteWritten } from './note.entries.js';
import type { NoteKind } from './note.entity.js';
import { noteErrors } from './note.errors.js';
import { NoteRepository } from './note.repository.js';
import type { Topic } from './topics.js';

/** "Onboarding flow confusing (3+ customers report same issue)", counted over 30 days. */
const CONFUSED_CUSTOMERS = 3;
const CONFUSION_SPAN = 30 * 24 * 60 * 60 * 1000;

export interface NoteText {
  readonly kind: NoteKind;
  readonly body: string;
  /** The call it is about; a session note without one is about the onboarding call begun last. */
  readonly callId: string | null;
  readonly topic: Topic | null;
}

/** PP > Customers > [Customer ID] > Notes (runbook Step 13). */
@Injectable()
export class NoteService {
  constructor(
    private readonly notes: NoteRepository,
    private readonly escalations: EscalationService,
  ) {}

  async write(
    tx: Tx,
    customerId: string,
    { kind, body, callId: named, topic }: NoteText,
  ): Promise<{ id: string; version: number }> {
    const callId = kind === 'session' ? (named ?? (await this.notes.sessionCall(tx.em, customerId))) : named;
    await this.refuseWrongCall(tx, customerId, kind, callId);
    const id = newId();
    const author = { authorKind: tx.actor.kind, authorId: actorId(tx.actor) };
    this.notes.add(tx.em, { id, customerId, callId, kind, body, topic, ...author, createdAt: tx.now });
    tx.record(noteWritten, { subjectId: id, customerId, data: { kind } });
    await this.escalateConfusion(tx, topic);
    return { id, version: 1 };
  }

  async edit(
    tx: Tx,
    id: string,
    change: { version: number; body: string; topic?: Topic | null | undefined },
  ): Promise<{ id: string; version: number }> {
    const note = await this.notes.get(tx.em, id);
    expectVersion(note, change.version);
    note.body = change.body;
    if (change.topic !== undefined) note.topic = change.topic;
    tx.record(noteEdited, { subjectId: id, customerId: note.customerId, data: { kind: note.kind } });
    await this.escalateConfusion(tx, change.topic ?? null);
    return { id, version: note.version };
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

  /** The third customer confused by the same thing makes it one escalation for product. */
  private async escalateConfusion(tx: Tx, topic: Topic | null): Promise<void> {
    if (topic === null) return;
    await tx.em.flush();
    const since = new Date(tx.now.getTime() - CONFUSION_SPAN);
    const customers = await this.notes.customersConfusedBy(tx.em, topic, since);
    if (customers < CONFUSED_CUSTOMERS) return;
    await this.escalations.open(tx, {
      trigger: 'onboarding_confusing',
      cause: `topic:${topic}`,
      customerId: null,
      evidence: { topic, customers, days: 30 },
    });
  }
}
