import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/new-id.js';
import { ActionHandOver } from './hand-over.entity.js';

type NewHandOver = Pick<ActionHandOver, 'deliverableId' | 'customerId' | 'round' | 'reason' | 'createdAt'>;

@Injectable()
export class HandOverRepository {
  add(em: EntityManager, given: NewHandOver): ActionHandOver {
    const made = em.create(ActionHandOver, {
      ...given,
      id: newId(),
      status: 'queued',
      attempt: 0,
      leaseUntil: null,
      lastError: null,
      outcome: null,
      endedAt: null,
      resultAt: null,
    });
    em.persist(made);
    return made;
  }

  get(em: EntityManager, id: string): Promise<ActionHandOver> {
    return em.findOneOrFail(ActionHandOver, { id }, { refresh: true });
  }

  /** One of this deliverable; null for another's or an unknown id. */
  find(em: EntityManager, id: string, deliverableId: string): Promise<ActionHandOver | null> {
    return em.findOne(ActionHandOver, { id, deliverableId }, { refresh: true });
  }

  newest(em: EntityManager, deliverableId: string): Promise<ActionHandOver | null> {
    return em.findOne(ActionHandOver, { deliverableId }, { orderBy: { round: 'desc' }, refresh: true });
  }

  /** Of the trial that a run counted for. */
  async trialStatus(em: EntityManager, runId: string): Promise<string | null> {
    const [row] = await em.execute<{ status: string }[]>(
      'select t.status from goal_run r join trial t on t.id = r.trial_id where r.id = ?',
      [runId],
    );
    return row?.status ?? null;
  }

  /** Actions whose result should have come, the longest waiting first. */
  async overdue(em: EntityManager, now: Date, limit: number): Promise<{ id: string; customerId: string }[]> {
    return em.execute(
      `select id, customer_id as "customerId" from deliverable
        where result_due_at <= ? order by result_due_at limit ?`,
      [now, limit],
    );
  }

  async nextOverdue(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      'select min(result_due_at) as due from deliverable where result_due_at is not null',
    );
    return row?.due ? new Date(row.due) : undefined;
  }
}
