import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import type { EntityManager } from '../../platform/database/database.js';

/** Rows in one statement. */
const AT_ONCE = 1_000;
const MINUTE = 60_000;

@Injectable()
export class RetestsRepository {
  async lastNight(em: EntityManager): Promise<string | undefined> {
    const [row] = await em.execute<{ night: string | null }[]>(
      'select max(night) as night from retest_night',
    );
    return row?.night ?? undefined;
  }

  /** False when the night was planned before. */
  async begin(em: EntityManager, night: string, now: Date): Promise<boolean> {
    const rows = await em.execute(
      'insert into retest_night (night, planned_at, planned) values (?, ?, 0) on conflict do nothing returning 1',
      [night, now],
    );
    return rows.length > 0;
  }

  async count(em: EntityManager, night: string, planned: number): Promise<void> {
    await em.execute('update retest_night set planned = ? where night = ?', [planned, night]);
  }

  /** Active, not planned, and not looked at since; those that wait longest first. */
  async unplanned(em: EntityManager, platform: PlatformName, lookedBefore: Date): Promise<string[]> {
    const rows = await em.execute<{ id: string }[]>(
      `select id from credential where status = 'active' and platform = ? and retest_due_at is null
          and (last_validated_at is null or last_validated_at <= ?)
        order by last_validated_at nulls first, id`,
      [platform, lookedBefore],
    );
    return rows.map(({ id }) => id);
  }

  /** How many of a platform are planned already, by the start of their minute. */
  async taken(em: EntityManager, platform: PlatformName, from: Date): Promise<Map<number, number>> {
    const rows = await em.execute<{ due: Date | string }[]>(
      `select retest_due_at as due from credential where platform = ? and retest_due_at >= ?`,
      [platform, from],
    );
    const taken = new Map<number, number>();
    for (const { due } of rows) {
      const minute = Math.floor(new Date(due).getTime() / MINUTE) * MINUTE;
      taken.set(minute, (taken.get(minute) ?? 0) + 1);
    }
    return taken;
  }

  async plan(em: EntityManager, plan: ReadonlyMap<string, Date>): Promise<void> {
    const all = [...plan];
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const some = all.slice(at, at + AT_ONCE);
      await em.execute(
        `update credential c set retest_due_at = v.due
           from (values ${some.map(() => '(?::uuid, ?::timestamptz)').join(', ')}) as v (id, due)
          where c.id = v.id and c.status = 'active' and c.retest_due_at is null`,
        some.flat(),
      );
    }
  }

  /** Planned and due, the longest due first. */
  due(em: EntityManager, platform: PlatformName, now: Date, limit: number): Promise<{ id: string }[]> {
    return em.execute(
      `select id from credential where retest_due_at <= ? and status = 'active' and platform = ?
        order by retest_due_at, id limit ?`,
      [now, platform, limit],
    );
  }

  /** Of these platforms only: what is not offered here any more is not waited for. */
  async nextDue(em: EntityManager, platforms: readonly PlatformName[]): Promise<Date | undefined> {
    if (platforms.length === 0) return undefined;
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      `select min(retest_due_at) as due from credential
        where retest_due_at is not null and status = 'active' and platform in (${platforms.map(() => '?').join(', ')})`,
      [...platforms],
    );
    return row?.due ? new Date(row.due) : undefined;
  }

  /** Tests of a platform that were asked for since, whoever asked. */
  async asked(em: EntityManager, platform: PlatformName, since: Date): Promise<number> {
    const [row] = await em.execute<{ asked: number }[]>(
      `select count(*)::int as asked from credential_test t join credential c on c.id = t.credential_id
        where t.created_at > ? and c.platform = ?`,
      [since, platform],
    );
    return row?.asked ?? 0;
  }
}
