import { Injectable } from '@nestjs/common';

import type { EntityManager } from '../../platform/database/database.js';
import { LettingGo } from './letting-go.entity.js';

@Injectable()
export class LettingGoRepository {
  add(em: EntityManager, row: LettingGo): void {
    em.persist(em.create(LettingGo, row));
  }

  /** As it is now in the database. */
  get(em: EntityManager, id: string): Promise<LettingGo> {
    return em.findOneOrFail(LettingGo, { id }, { refresh: true });
  }

  overdue(em: EntityManager, now: Date, limit: number): Promise<LettingGo[]> {
    return em.find(
      LettingGo,
      { status: { $in: ['queued', 'running'] }, deleteBy: { $lte: now } },
      { orderBy: { deleteBy: 'asc' }, limit },
    );
  }

  async nextDue(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      `select min(delete_by) as due from letting_go where status in ('queued', 'running')`,
    );
    return row?.due ? new Date(row.due) : undefined;
  }
}
