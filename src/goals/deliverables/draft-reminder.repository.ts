import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';

export interface WaitingDraft {
  readonly id: string;
  readonly title: string;
  readonly goalName: string;
  readonly createdAt: Date;
}

/** Which drafts are to be reminded of. Their versions stay: a reminder is no change of what somebody has open. */
@Injectable()
export class DraftReminderRepository {
  async nextDue(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      'select min(reminder_due_at) as due from deliverable where reminder_due_at is not null',
    );
    return row?.due ? new Date(row.due) : undefined;
  }

  async customersDue(em: EntityManager, now: Date, limit: number): Promise<{ customerId: string }[]> {
    return em.execute(
      `select customer_id as "customerId" from deliverable where reminder_due_at <= ?
        group by customer_id order by min(reminder_due_at) limit ?`,
      [now, limit],
    );
  }

  /** Takes those that are due, once; ids, the longest waiting first. The caller holds the customer's lock. */
  async take(em: EntityManager, customerId: string, now: Date): Promise<string[]> {
    await em.flush();
    const rows = await em.execute<{ id: string; status: string }[]>(
      `update deliverable set reminder_due_at = null, reminded_at = ?
        where customer_id = ? and reminder_due_at <= ? returning id, status`,
      [now, customerId, now],
    );
    const waiting = rows.filter(({ status }) => status === 'in_review');
    return waiting.map(({ id }) => id).sort();
  }

  /** Those that are due wait for another instant. The caller holds the customer's lock. */
  async postpone(em: EntityManager, customerId: string, now: Date, until: Date): Promise<void> {
    await em.execute(
      `update deliverable set reminder_due_at = ? where customer_id = ? and reminder_due_at <= ?`,
      [until, customerId, now],
    );
  }

  /** All that wait for the customer's decision, the newest first. */
  async waiting(em: EntityManager, customerId: string): Promise<WaitingDraft[]> {
    const rows = await em.execute<(Omit<WaitingDraft, 'createdAt'> & { createdAt: Date | string })[]>(
      `select d.id, d.title, g.name as "goalName", d.created_at as "createdAt"
         from deliverable d join goal g on g.id = d.goal_id
        where d.customer_id = ? and d.status = 'in_review' order by d.id desc`,
      [customerId],
    );
    return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
  }

  /** Drafts of a customer since an instant. */
  async since(em: EntityManager, customerId: string, from: Date): Promise<number> {
    const [row] = await em.execute<{ n: number }[]>(
      'select count(*)::int as n from deliverable where customer_id = ? and created_at >= ?',
      [customerId, from],
    );
    return row?.n ?? 0;
  }
}
