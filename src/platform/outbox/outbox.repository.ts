import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../database/database.js';
import type { JobPayload } from '../queues/job-type.js';

export interface OutboxMessage {
  readonly id: string;
  readonly queue: string;
  readonly job: string;
  readonly payload: JobPayload;
}

/** Jobs asked for by a committed change and not yet handed to their queue. */
@Injectable()
export class OutboxRepository {
  /** The oldest messages, locked; those that another relay holds are passed over. */
  take(em: EntityManager, limit: number): Promise<OutboxMessage[]> {
    return em.execute<OutboxMessage[]>(
      'select id, queue, job, payload from outbox order by id limit ? for update skip locked',
      [limit],
    );
  }

  async remove(em: EntityManager, ids: readonly string[]): Promise<void> {
    await em.execute(`delete from outbox where id in (${ids.map(() => '?').join(', ')})`, [...ids]);
  }

  async waiting(em: EntityManager): Promise<number> {
    const [row] = await em.execute<{ n: number }[]>('select count(*)::int as n from outbox');
    return row?.n ?? 0;
  }
}
