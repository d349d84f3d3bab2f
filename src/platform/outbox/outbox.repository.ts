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
  /**
   * Takes the oldest messages out; those that another relay is taking are passed over. They are gone when the
   * transaction commits, and back when it does not.
   */
  take(em: EntityManager, limit: number): Promise<OutboxMessage[]> {
    return em.execute<OutboxMessage[]>(
      `delete from outbox where id in (select id from outbox order by id limit ? for update skip locked)
       returning id, queue, job, payload`,
      [limit],
    );
  }

  async waiting(em: EntityManager): Promise<number> {
    const [row] = await em.execute<{ n: number }[]>('select count(*)::int as n from outbox');
    return row?.n ?? 0;
  }
}
