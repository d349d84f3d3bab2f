import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { newId } from '../platform/ids/new-id.js';
import type { LimitName } from './limits.js';

/** A run that is to be made, and what it asks for. */
export interface Asked {
  readonly runId: string;
  readonly trialId: string;
  readonly day: string | null;
  readonly tokens: number;
  readonly now: Date;
}

export interface Used {
  readonly tokens: number;
  readonly taskReturned: boolean;
  /** Why it is freed by us, where its run never came to settle it. */
  readonly freedBecause?: string | undefined;
}

/** The trial after a settlement. */
export interface Counted {
  readonly trialId: string;
  readonly customerId: string;
  readonly status: string;
  readonly tokensUsed: number;
  readonly tokensTotal: number;
}

export interface Refusal {
  readonly trialId: string;
  readonly at: Date;
  readonly trigger: 'manual' | 'schedule';
  readonly limit: LimitName;
  readonly day: string;
  readonly used: number;
  readonly allowed: number;
  readonly freesAt: Date | null;
}

/** As the driver gives it: instants are text. */
export interface KeptRefusal {
  readonly id: string;
  readonly at: string;
  readonly trigger: 'manual' | 'schedule';
  readonly limit: LimitName;
  readonly day: string;
  readonly used: number;
  readonly allowed: number;
  readonly freesAt: string | null;
  /** Of all there are. */
  readonly total: number;
}

/** A run's line; a reservation counts in full until it is settled. */
export interface LedgerLine {
  readonly runId: string;
  readonly reservedAt: string;
  readonly tokens: number;
}

/** A reservation that was freed; its instant is text. */
export interface FreedLine {
  readonly runId: string;
  readonly at: string;
  readonly tokens: number;
  readonly taskReturned: boolean;
  readonly because: string;
}

/**
 * The ledger's lines. Each change of it is one statement, whole or absent: what a trial's counters say is always
 * the sum of its lines.
 */
@Injectable()
export class TrialUsageRepository {
  /**
   * One task of the day and min(tokens asked for, tokens left), in one statement that locks the trial's row.
   * @returns the tokens held; undefined when a limit, the trial's state or its end stands against it
   */
  async reserve(em: EntityManager, { runId, trialId, day, tokens, now }: Asked): Promise<number | undefined> {
    const [row] = await em.execute<{ tokens: number }[]>(
      `with open as (
         select id, daily_tasks, tokens_total - tokens_used - tokens_reserved as rest
           from trial where id = ? and status = 'active' and ends_at > ? for no key update
       ), task as (
         insert into trial_day (trial_id, day, tasks)
         select id, ?::date, 1 from open where rest > 0 and daily_tasks > 0
         on conflict (trial_id, day) do update set tasks = trial_day.tasks + 1
          where trial_day.tasks < (select daily_tasks from open)
         returning trial_id, day
       ), taken as (
         update trial t set tokens_reserved = t.tokens_reserved + least(?::int, open.rest)
           from open join task on task.trial_id = open.id where t.id = open.id
         returning t.id, task.day, least(?::int, open.rest) as tokens
       )
       insert into trial_reservation (run_id, trial_id, day, tokens, reserved_at)
       select ?, id, day, tokens, ? from taken returning tokens`,
      [trialId, now, day, tokens, tokens, runId, now],
    );
    return row?.tokens;
  }

  /** A hired agent's run: counted, without a limit. */
  async note(em: EntityManager, { runId, trialId, tokens, now }: Asked): Promise<void> {
    await em.execute(
      'insert into trial_reservation (run_id, trial_id, day, tokens, reserved_at) values (?, ?, null, ?, ?)',
      [runId, trialId, tokens, now],
    );
  }

  /** Ends a reservation, once: a second settlement finds nothing to do and answers undefined. */
  async settle(em: EntityManager, runId: string, used: Used, now: Date): Promise<Counted | undefined> {
    const [row] = await em.execute<Counted[]>(
      `with line as (
         update trial_reservation
            set settled_at = ?, tokens_used = ?, task_returned = ?::boolean and day is not null,
                freed_because = ?
          where run_id = ? and settled_at is null
         returning trial_id, day, tokens, tokens_used, task_returned
       ), task as (
         update trial_day d set tasks = d.tasks - 1 from line
          where line.task_returned and d.trial_id = line.trial_id and d.day = line.day
         returning d.day
       )
       update trial t
          set tokens_reserved = t.tokens_reserved - case when line.day is null then 0 else line.tokens end,
              tokens_used = t.tokens_used + line.tokens_used
         from line where t.id = line.trial_id
       returning t.id as "trialId", t.customer_id as "customerId", t.status, t.tokens_used as "tokensUsed",
                 t.tokens_total as "tokensTotal"`,
      [now, Math.max(0, used.tokens), used.taskReturned, used.freedBecause ?? null, runId],
    );
    return row;
  }

  /** Tasks used on a day of the trial's zone, `YYYY-MM-DD`. */
  /** By trial, each on a day of its own; a trial that used none is left out. */
  async tasksOn(
    em: EntityManager,
    days: readonly { readonly trialId: string; readonly day: string }[],
  ): Promise<Map<string, number>> {
    if (days.length === 0) return new Map();
    const rows = await em.execute<{ trialId: string; tasks: number }[]>(
      `select trial_id as "trialId", tasks from trial_day
        where (trial_id, day) in (${days.map(() => '(?, ?)').join(', ')})`,
      days.flatMap(({ trialId, day }) => [trialId, day]),
    );
    return new Map(rows.map(({ trialId, tasks }) => [trialId, tasks]));
  }

  async tasksEver(em: EntityManager, trialId: string): Promise<number> {
    const [row] = await em.execute<{ tasks: number }[]>(
      'select coalesce(sum(tasks), 0)::int as tasks from trial_day where trial_id = ?',
      [trialId],
    );
    return row?.tasks ?? 0;
  }

  async addRefusal(em: EntityManager, refusal: Refusal): Promise<void> {
    const { trialId, at, trigger, limit, day, used, allowed, freesAt } = refusal;
    await em.execute(
      `insert into trial_refusal (id, trial_id, at, trigger, limit_name, day, used, allowed, frees_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [newId(), trialId, at, trigger, limit, day, used, allowed, freesAt],
    );
  }

  /** The newest refusals, newest first. */
  async refusals(em: EntityManager, trialId: string, atMost: number): Promise<KeptRefusal[]> {
    return em.execute(
      `select id, at, trigger, limit_name as "limit", to_char(day, 'YYYY-MM-DD') as day, used, allowed,
              frees_at as "freesAt", count(*) over ()::int as total
         from trial_refusal where trial_id = ? order by at desc, id desc limit ?`,
      [trialId, atMost],
    );
  }

  /** The lines that stood at an instant: of one day for the daily tasks, all of them for the tokens. */
  async linesAt(
    em: EntityManager,
    trialId: string,
    at: Date | string,
    day: string | null,
  ): Promise<LedgerLine[]> {
    return em.execute(
      `select run_id as "runId", reserved_at as "reservedAt",
              case when settled_at <= ? then tokens_used else tokens end as tokens
         from trial_reservation
        where trial_id = ? and day is not null and (?::date is null or day = ?::date) and reserved_at <= ?
          and not (task_returned and settled_at <= ?) order by reserved_at, run_id`,
      [at, trialId, day, day, at, at],
    );
  }

  /** The newest reservations that were freed because their runs never settled them, newest first. */
  async freed(em: EntityManager, trialId: string, atMost: number): Promise<FreedLine[]> {
    return em.execute(
      `select run_id as "runId", settled_at as at, tokens - tokens_used as tokens,
              task_returned as "taskReturned", freed_because as because
         from trial_reservation where trial_id = ? and freed_because is not null
        order by settled_at desc, run_id limit ?`,
      [trialId, atMost],
    );
  }

  /** Mean tokens of the trial's settled runs; null before the first. */
  async tokensPerRun(em: EntityManager, trialId: string): Promise<number | null> {
    const [row] = await em.execute<{ tokens: number | null }[]>(
      `select avg(tokens_used)::float as tokens from trial_reservation
        where trial_id = ? and settled_at is not null and not task_returned`,
      [trialId],
    );
    return row?.tokens ?? null;
  }
}
