import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';

export interface CanaryFacts {
  /** When the newest one that came through was sent, and when it arrived. */
  readonly done: { readonly sentAt: Date; readonly doneAt: Date } | undefined;
  /** When the oldest one sent after it, which has not arrived, was sent. */
  readonly waitingSince: Date | undefined;
}

export interface Beat {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly startedAt: Date;
  readonly beatAt: Date;
}

type Raw<T> = { readonly [K in keyof T]: T[K] extends Date ? Date | string : T[K] };

/** Canaries and worker beats; all instants by the system clock. */
@Injectable()
export class SignsRepository {
  async sendCanary(em: EntityManager, id: string, sentAt: Date): Promise<void> {
    await em.execute('insert into canary (id, sent_at) values (?, ?)', [id, sentAt]);
  }

  /** Notes the first arrival only; false for a repetition. */
  async arrive(em: EntityManager, id: string, doneAt: Date): Promise<boolean> {
    const rows = await em.execute(
      'update canary set done_at = ? where id = ? and done_at is null returning 1',
      [doneAt, id],
    );
    return rows.length > 0;
  }

  async newestSent(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ at: Date | string }[]>(
      'select sent_at as at from canary order by sent_at desc limit 1',
    );
    return row && new Date(row.at);
  }

  async canary(em: EntityManager): Promise<CanaryFacts> {
    const [row] = await em.execute<{ sent: Date | string; done: Date | string }[]>(
      `select sent_at as sent, done_at as done from canary where done_at is not null
        order by sent_at desc limit 1`,
    );
    const done = row && { sentAt: new Date(row.sent), doneAt: new Date(row.done) };
    const [waiting] = await em.execute<{ at: Date | string | null }[]>(
      'select min(sent_at) as at from canary where done_at is null and sent_at > ?',
      [done?.sentAt ?? new Date(0)],
    );
    return { done, waitingSince: waiting?.at ? new Date(waiting.at) : undefined };
  }

  async beat(em: EntityManager, { id, host, pid, startedAt, beatAt }: Beat): Promise<void> {
    await em.execute(
      `insert into worker_beat (id, host, pid, started_at, beat_at) values (?, ?, ?, ?, ?)
       on conflict (id) do update set beat_at = excluded.beat_at`,
      [id, host, pid, startedAt, beatAt],
    );
  }

  async forgetBeat(em: EntityManager, id: string): Promise<void> {
    await em.execute('delete from worker_beat where id = ?', [id]);
  }

  /** Workers heard of since `instant`, the longest running first. */
  async beatsSince(em: EntityManager, instant: Date): Promise<Beat[]> {
    const rows = await em.execute<Raw<Beat>[]>(
      `select id, host, pid, started_at as "startedAt", beat_at as "beatAt" from worker_beat
        where beat_at >= ? order by started_at, id`,
      [instant],
    );
    return rows.map((row) => ({
      ...row,
      startedAt: new Date(row.startedAt),
      beatAt: new Date(row.beatAt),
    }));
  }

  async forgetBefore(em: EntityManager, instant: Date): Promise<void> {
    await em.execute('delete from canary where sent_at < ?', [instant]);
    await em.execute('delete from worker_beat where beat_at < ?', [instant]);
  }
}
