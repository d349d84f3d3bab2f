import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../database/database.js';

export interface TryWindow {
  readonly now: Date;
  /** Tries before this instant no longer count. */
  readonly from: Date;
  /** How many tries a window allows. */
  readonly limit: number;
  /** Until when one try more locks. */
  readonly lockUntil: Date;
}

@Injectable()
export class SignInThrottleRepository {
  /**
   * Count one try, in one statement, so that parallel tries are all counted.
   * Answers until when the key is locked, or undefined when this try may go on.
   */
  async count(em: EntityManager, key: string, window: TryWindow): Promise<Date | undefined> {
    const { now, from, limit, lockUntil } = window;
    const [row] = await em.execute<{ locked_until: Date | string | null }[]>(
      `insert into sign_in_throttle as t (key, failures, since, locked_until) values (?, 1, ?, null)
       on conflict (key) do update set
         failures = case when t.locked_until > ? then t.failures
                         when t.locked_until is not null or t.since < ? then 1 else t.failures + 1 end,
         since = case when t.locked_until > ? then t.since
                      when t.locked_until is not null or t.since < ? then excluded.since else t.since end,
         locked_until = case when t.locked_until > ? then t.locked_until
                             when t.locked_until is not null or t.since < ? then null
                             when t.failures + 1 > ? then ?::timestamptz end
       returning locked_until`,
      [key, now, now, from, now, from, now, from, limit, lockUntil],
    );
    return row?.locked_until ? new Date(row.locked_until) : undefined;
  }

  async forget(em: EntityManager, key: string): Promise<void> {
    await em.execute('delete from sign_in_throttle where key = ?', [key]);
  }

  /** Take one try back: it was no failure. */
  async uncount(em: EntityManager, key: string): Promise<void> {
    await em.execute('update sign_in_throttle set failures = greatest(failures - 1, 0) where key = ?', [key]);
  }

  async forgetBefore(em: EntityManager, instant: Date): Promise<void> {
    await em.execute(
      'delete from sign_in_throttle where since < ? and (locked_until is null or locked_until < ?)',
      [instant, instant],
    );
  }
}
