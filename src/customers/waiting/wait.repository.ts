import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { CustomerWait } from './customer-wait.entity.js';

@Injectable()
export class WaitRepository {
  open(em: EntityManager, customerId: string): Promise<CustomerWait | null> {
    return em.findOne(CustomerWait, { customerId, endedAt: null });
  }

  /** The same as it is now, whatever was read of it before the customer was locked. */
  openAnew(em: EntityManager, customerId: string): Promise<CustomerWait | null> {
    return em.findOne(CustomerWait, { customerId, endedAt: null }, { refresh: true });
  }

  async get(em: EntityManager, id: string): Promise<CustomerWait> {
    const found = await em.findOne(CustomerWait, { id });
    if (!found) throw commonErrors.not_found(`There is no wait with the id ${id}.`);
    return found;
  }

  add(em: EntityManager, row: Omit<CustomerWait, 'endedAt' | 'endedBecause' | 'endNote'>): CustomerWait {
    const made = em.create(CustomerWait, { ...row, endedAt: null, endedBecause: null, endNote: null });
    em.persist(made);
    return made;
  }

  /** Customers whose follow-up or next reminder is due. */
  due(em: EntityManager, now: Date, limit: number): Promise<{ customerId: string }[]> {
    return em.execute<{ customerId: string }[]>(
      `select customer_id as "customerId" from customer_wait
        where status = 'parked' and (follow_up_at <= ? or nudge_due_at <= ?) order by follow_up_at, id limit ?`,
      [now, now, limit],
    );
  }

  async nextDue(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      `select min(least(follow_up_at, nudge_due_at)) as due from customer_wait where status = 'parked'`,
    );
    return row?.due ? new Date(row.due) : undefined;
  }
}
