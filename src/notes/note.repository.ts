import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Note } from './note.entity.js';
import type { Topic } from './topics.js';

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

  /** How many customers have a note on this topic since an instant. */
  async customersConfusedBy(em: EntityManager, topic: Topic, since: Date): Promise<number> {
    const [row] = await em.execute<{ n: number }[]>(
      'select count(distinct customer_id)::int as n from note where topic = ? and created_at >= ?',
      [topic, since],
    );
    return row?.n ?? 0;
  }
}
