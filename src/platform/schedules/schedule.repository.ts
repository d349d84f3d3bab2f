import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../database/database.js';

export type Outcome = 'done' | 'failed' | 'missed';

/** An occurrence that has not ended: planned, running, or failed and to be tried again. */
export interface OpenOccurrence {
  readonly dueAt: Date;
  readonly startedAt: Date | null;
  readonly outcome: 'failed' | null;
}

interface Raw {
  readonly due: Date | string;
  readonly started: Date | string | null;
  readonly outcome: 'failed' | null;
}

/** Rows of `schedule_occurrence`; each writer may come second without harm. */
@Injectable()
export class ScheduleRepository {
  async open(em: EntityManager, schedule: string): Promise<OpenOccurrence[]> {
    const rows = await em.execute<Raw[]>(
      `select due_at as due, started_at as started, outcome from schedule_occurrence
        where schedule = ? and ended_at is null order by due_at`,
      [schedule],
    );
    return rows.map(({ due, started, outcome }) => ({
      dueAt: new Date(due),
      startedAt: started === null ? null : new Date(started),
      outcome,
    }));
  }

  /** The newest occurrence known before `dueAt`. */
  async lastBefore(em: EntityManager, schedule: string, dueAt: Date): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string }[]>(
      `select due_at as due from schedule_occurrence where schedule = ? and due_at < ?
        order by due_at desc limit 1`,
      [schedule, dueAt],
    );
    return row && new Date(row.due);
  }

  async plan(em: EntityManager, schedule: string, dueAt: Date, now: Date): Promise<void> {
    await em.execute(
      `insert into schedule_occurrence (schedule, due_at, planned_at) values (?, ?, ?)
       on conflict do nothing`,
      [schedule, dueAt, now],
    );
  }

  /** Its first start is kept; a failure before is forgotten, for it is tried again. */
  async start(em: EntityManager, schedule: string, dueAt: Date, now: Date): Promise<void> {
    await em.execute(
      `insert into schedule_occurrence as o (schedule, due_at, planned_at, started_at) values (?, ?, ?, ?)
       on conflict (schedule, due_at) do update
         set started_at = coalesce(o.started_at, excluded.started_at), outcome = null
         where o.ended_at is null`,
      [schedule, dueAt, now, now],
    );
  }

  async fail(em: EntityManager, schedule: string, dueAt: Date): Promise<void> {
    await em.execute(
      `update schedule_occurrence set outcome = 'failed' where schedule = ? and due_at = ? and ended_at is null`,
      [schedule, dueAt],
    );
  }

  async end(em: EntityManager, schedule: string, dueAt: Date, outcome: Outcome, now: Date): Promise<void> {
    await em.execute(
      `update schedule_occurrence set outcome = ?, ended_at = ?
        where schedule = ? and due_at = ? and ended_at is null`,
      [outcome, now, schedule, dueAt],
    );
  }

  async missed(em: EntityManager, schedule: string, instants: readonly Date[], now: Date): Promise<void> {
    if (instants.length === 0) return;
    await em.execute(
      `insert into schedule_occurrence (schedule, due_at, planned_at, ended_at, outcome)
       values ${instants.map(() => `(?, ?, ?, ?, 'missed')`).join(', ')} on conflict do nothing`,
      instants.flatMap((dueAt) => [schedule, dueAt, now, now]),
    );
  }

  /** What was planned will not come due after all: nothing was missed. */
  async withdraw(em: EntityManager, schedule: string, dueAt: Date): Promise<void> {
    await em.execute(
      `delete from schedule_occurrence where schedule = ? and due_at = ? and started_at is null
         and ended_at is null`,
      [schedule, dueAt],
    );
  }

  /** @param except a schedule that is kept by another rule */
  async forgetBefore(em: EntityManager, instant: Date, except: string): Promise<void> {
    await em.execute('delete from schedule_occurrence where due_at < ? and schedule <> ?', [instant, except]);
  }

  async forgetOf(em: EntityManager, schedule: string, instant: Date): Promise<void> {
    await em.execute('delete from schedule_occurrence where schedule = ? and due_at < ?', [
      schedule,
      instant,
    ]);
  }
}
