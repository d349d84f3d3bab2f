import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../platform/clocks/business-clock.js';
import { SystemClock } from '../platform/clocks/system-clock.js';
import { Database } from '../platform/database/database.js';
import { GRACE } from '../platform/schedules/schedule-ledger.js';
import { TICK_SCHEDULE, type Schedule } from '../platform/schedules/schedule.js';
import { Upkeep } from '../platform/upkeep/upkeep.js';
import { DAY, instant, isoOf, type Instant } from './instants.js';
import { stateOf } from './schedule-state.js';
import type { GoalSchedulesView, OccurrenceView, ScheduleView } from './scheduler-view.js';

const DAYS = 7;
const SHOWN_LATE = 10;

interface OccurrenceRow {
  readonly due: Instant;
  readonly started: Instant | null;
  readonly ended: Instant | null;
  readonly outcome: OccurrenceView['outcome'];
}

interface Lately {
  readonly expected: number;
  readonly ran: number;
  readonly failed: number;
  readonly missed: number;
  readonly missedAt: readonly Instant[] | null;
}

/** Schedules, what they should have done and what they did. */
@Injectable()
export class SchedulesQueries {
  constructor(
    private readonly database: Database,
    private readonly upkeep: Upkeep,
    private readonly business: BusinessClock,
    private readonly system: SystemClock,
  ) {}

  async all(): Promise<ScheduleView[]> {
    const [business, system] = [await this.business.now(), this.system.now()];
    return Promise.all(
      [...this.upkeep.schedules(), TICK_SCHEDULE].map((schedule) =>
        this.view(schedule, schedule.clock === 'system' ? system : business),
      ),
    );
  }

  /** The one of this name, where there is such a schedule. */
  async one(name: string): Promise<ScheduleView | undefined> {
    const schedule = [...this.upkeep.schedules(), TICK_SCHEDULE].find((each) => each.name === name);
    if (!schedule) return undefined;
    return this.view(schedule, schedule.clock === 'system' ? this.system.now() : await this.business.now());
  }

  async goals(): Promise<GoalSchedulesView> {
    const now = await this.business.now();
    const [plan] = await this.rows<{ scheduled: number; next: Instant | null }>(
      `select count(*)::int as scheduled, min(next_due_at) as next from goal
        where status = 'approved' and next_due_at is not null`,
    );
    const late = await this.rows<{ goalId: string; name: string; customer: string; due: Instant }>(
      `select g.id as "goalId", g.name, 'C-' || c.number as customer, g.next_due_at as due
         from goal g join customer c on c.id = g.customer_id
        where g.status = 'approved' and g.next_due_at < ? order by g.next_due_at limit ${SHOWN_LATE}`,
      [new Date(now.getTime() - GRACE)],
    );
    const [ran] = await this.rows<Omit<GoalSchedulesView['lately'], 'days'>>(
      `select count(*) filter (where status = 'completed')::int as completed,
              count(*) filter (where status = 'failed')::int as failed,
              count(*) filter (where status = 'refused' and failure_code <> 'missed')::int as refused,
              count(*) filter (where status = 'refused' and failure_code = 'missed')::int as missed
         from goal_run where trigger = 'schedule' and ended_at > ?`,
      [new Date(now.getTime() - DAYS * DAY)],
    );
    return {
      scheduled: plan?.scheduled ?? 0,
      nextDueAt: isoOf(plan?.next),
      late: late.map(({ due, ...goal }) => ({ ...goal, dueAt: instant(due).toISOString() })),
      lately: { days: DAYS, ...(ran ?? { completed: 0, failed: 0, refused: 0, missed: 0 }) },
    };
  }

  private async view({ name, title, rhythm, clock }: Schedule, now: Date): Promise<ScheduleView> {
    // Minutes of the tick are kept for two days only.
    const days = name === TICK_SCHEDULE.name ? 1 : DAYS;
    const [last] = await this.rows<OccurrenceRow>(
      `${OCCURRENCE} and due_at <= ? order by due_at desc limit 1`,
      [name, now],
    );
    const [next] = await this.rows<OccurrenceRow>(
      `${OCCURRENCE} and due_at > ? and ended_at is null order by due_at limit 1`,
      [name, now],
    );
    const [lately] = await this.rows<Lately>(LATELY, [name, new Date(now.getTime() - days * DAY), now]);
    const { missedAt, ...counts } = lately ?? { expected: 0, ran: 0, failed: 0, missed: 0, missedAt: null };
    const occurrence = last ? occurrenceOf(last) : null;
    return {
      name,
      title,
      rhythm,
      clock,
      state: stateOf(occurrence, next !== undefined, now),
      nextDueAt: isoOf(next?.due),
      last: occurrence,
      lately: { days, ...counts, missedAt: (missedAt ?? []).map((at) => instant(at).toISOString()) },
    };
  }

  private rows<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.database.em().execute<T[]>(sql, [...params]);
  }
}

const OCCURRENCE = `select due_at as due, started_at as started, ended_at as ended, outcome
  from schedule_occurrence where schedule = ?`;

const LATELY = `
  with due as (select * from schedule_occurrence where schedule = ? and due_at > ? and due_at <= ?)
  select count(*)::int as expected, count(started_at)::int as ran,
         count(*) filter (where outcome = 'failed')::int as failed,
         count(*) filter (where outcome = 'missed')::int as missed,
         (select json_agg(due_at) from (
            select due_at from due where outcome = 'missed' order by due_at desc limit 5) m) as "missedAt"
    from due`;

function occurrenceOf({ due, started, ended, outcome }: OccurrenceRow): OccurrenceView {
  const delay = started === null ? null : instant(started).getTime() - instant(due).getTime();
  return {
    dueAt: instant(due).toISOString(),
    startedAt: isoOf(started),
    endedAt: isoOf(ended),
    outcome,
    delaySeconds: delay === null ? null : Math.max(0, Math.round(delay / 1000)),
  };
}
