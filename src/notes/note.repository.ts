import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { newId } from '../platform/ids/new-id.js';
import { Note } from './note.entity.js';
import { NoteIssue } from './note-issue.entity.js';
import type { Topic } from './topics.js';

/** An issue as it was typed. */
export interface IssueText {
  readonly what: string;
  readonly topic?: Topic | null | undefined;
  readonly resolution?: string | null | undefined;
}

@Injectable()
export class NoteRepository {
  add(em: EntityManager, note: Omit<Note, 'version'>): void {
    em.persist(em.create(Note, { ...note, version: 1 }));
  }

  async get(em: EntityManager, id: string): Promise<Note> {
    const note = await em.findOne(Note, { id });
    if (!note) throw commonErrors.not_found(`There is no note with the id ${id}.`);
    return note;
  }

  /** The call's own session note, if it has one. */
  sessionNoteOf(em: EntityManager, callId: string): Promise<Note | null> {
    return em.findOne(Note, { callId, kind: 'session' });
  }

  async isCallOf(em: EntityManager, callId: string, customerId: string): Promise<boolean> {
    const rows = await em.execute('select 1 from call where id = ? and customer_id = ?', [
      callId,
      customerId,
    ]);
    return rows.length > 0;
  }

  /** The onboarding call that a session note is about: the one that was begun last. */
  async sessionCall(em: EntityManager, customerId: string): Promise<string | null> {
    const [row] = await em.execute<{ id: string }[]>(
      `select id from call where customer_id = ? and kind = 'onboarding' and started_at is not null
        order by started_at desc, id desc limit 1`,
      [customerId],
    );
    return row?.id ?? null;
  }

  /** In place of those the note had. */
  async replaceIssues(
    em: EntityManager,
    { id: noteId, customerId, createdAt }: Pick<Note, 'id' | 'customerId' | 'createdAt'>,
    issues: readonly IssueText[],
  ): Promise<void> {
    await em.nativeDelete(NoteIssue, { noteId });
    issues.forEach(({ what, topic = null, resolution }, place) => {
      const row = { id: newId(), noteId, customerId, place, topic, what, resolution: resolution || null };
      em.persist(em.create(NoteIssue, { ...row, notedAt: createdAt }));
    });
  }

  /** Until the commit nobody else counts this topic. */
  async lockTopic(em: EntityManager, topic: Topic): Promise<void> {
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`note topic ${topic}`]);
  }

  /** Every issue about a topic since an instant, the newest first; at most fifty. */
  issuesAbout(em: EntityManager, topic: Topic, since: Date): Promise<NoteIssue[]> {
    return em.find(
      NoteIssue,
      { topic, notedAt: { $gte: since } },
      { orderBy: { notedAt: 'desc', id: 'desc' }, limit: 50 },
    );
  }
}
