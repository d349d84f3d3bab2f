import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';

/** Work done for a customer, by what it is called; empty when there is none. */
export type WorkDone = readonly ('a trial' | 'a credential' | 'a goal')[];

@Injectable()
export class MergeQueries {
  async workDone(em: EntityManager, customerId: string): Promise<WorkDone> {
    const [row] = await em.execute<{ trial: boolean; credential: boolean; goal: boolean }[]>(
      `select exists (select 1 from trial where customer_id = ?) as trial,
              exists (select 1 from credential where customer_id = ?) as credential,
              exists (select 1 from goal where customer_id = ?) as goal`,
      [customerId, customerId, customerId],
    );
    return [
      ...(row?.trial ? (['a trial'] as const) : []),
      ...(row?.credential ? (['a credential'] as const) : []),
      ...(row?.goal ? (['a goal'] as const) : []),
    ];
  }
}
