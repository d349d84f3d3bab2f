import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { Database } from '../../platform/database/database.js';
import { DAY, instant, isoOf, type Instant } from '../instants.js';
import { CANARY_STALE, WORKER_GONE } from '../readiness.js';
import { STUCK_AFTER } from '../schedule-state.js';
import type { AlarmView, OccurrenceView, ScheduleView } from '../scheduler-view.js';
import { SchedulesQueries } from '../schedules.queries.js';
import { SignsRepository } from '../signs.repository.js';
import { TRIGGER, type Finding, type TroubleName } from './trouble.js';

/** Looks for what keeps goals from being run. */
@Injectable()
export class TroubleQueries {
  private readonly startedAt: Date;

  constructor(
    private readonly database: Database,
    private readonly business: BusinessClock,
    private readonly system: SystemClock,
    private readonly signs: SignsRepository,
    private readonly schedules: SchedulesQueries,
  ) {
    this.startedAt = system.now();
  }

  async all(): Promise<Record<TroubleName, Finding>> {
    const now = await this.business.now();
    const [stuck, stopped] = [await this.stuck(now), await this.stopped(now)];
    // Where nothing works, runs that hang are no news: one trouble is one escalation, and its evidence tells.
    if (!stopped.lasts) return { stuck, stopped };
    const evidence = { ...stopped.evidence, goalRunsWaiting: stuck.evidence['goalRuns'] ?? 0 };
    return { stuck: { ...stuck, newestAt: null }, stopped: { ...stopped, evidence, records: stuck.records } };
  }

  /** Whether no canary came lately, so that no tick can be relied on to look. */
  async isSilent(): Promise<boolean> {
    return (await this.silence()).since !== null;
  }

  /** Its escalations that are not resolved, the oldest first. */
  async escalated(): Promise<AlarmView[]> {
    const rows = await this.database.em().execute<(Omit<AlarmView, 'since'> & { at: Instant })[]>(
      `select id, title, status, opened_at as at from escalation
        where trigger = ? and status <> 'resolved' order by opened_at`,
      [TRIGGER],
    );
    return rows.map(({ at, ...row }) => ({ ...row, since: instant(at).toISOString() }));
  }

  /** Runs that Health > Scheduler shows as stuck; the newest sign is the moment the last of them became so. */
  private async stuck(now: Date): Promise<Finding> {
    const [row] = await this.database
      .em()
      .execute<{ count: number; oldest: Instant | null; newest: Instant | null; ids: string[] | null }[]>(
        `select count(*)::int as count, min(created_at) as oldest, max(created_at) as newest,
                (array_agg(id::text order by created_at))[1:10] as ids
           from goal_run where status in ('queued', 'running') and created_at < ?`,
        [new Date(now.getTime() - STUCK_AFTER)],
      );
    const newestAt = row?.newest ? new Date(instant(row.newest).getTime() + STUCK_AFTER) : null;
    const evidence = { goalRuns: row?.count ?? 0, since: isoOf(row?.oldest) };
    const records = (row?.ids ?? []).map((id) => ({ list: 'goal-runs', id }));
    return { lasts: newestAt !== null, newestAt, evidence, records };
  }

  /** No canary, a schedule that is not kept, or goals that an outage already over has skipped. */
  private async stopped(now: Date): Promise<Finding> {
    const silence = await this.silence();
    const late = (await this.schedules.all()).filter((schedule) =>
      isLate(schedule, schedule.clock === 'system' ? this.system.now() : now),
    );
    const missed = await this.missed(now);
    const moved = now.getTime() - this.system.now().getTime();
    const signs = [
      silence.since && silence.since.getTime() + moved,
      ...late.map(({ clock, last }) => lateAt(last) + (clock === 'system' ? moved : 0)),
      missed.newest?.getTime(),
    ].filter((sign) => typeof sign === 'number');
    const evidence = {
      noCanarySince: isoOf(silence.since && silence.lastAt),
      workersAlive: (await this.signs.beatsSince(this.database.em(), this.system.in(-WORKER_GONE))).length,
      lateSchedules: late.map(({ title }) => title).join(', ') || null,
      missedGoalRuns: missed.count,
    };
    const newestAt = signs.length === 0 ? null : new Date(Math.max(...signs));
    return { lasts: !silence.isOver || late.length > 0, newestAt, evidence, records: [] };
  }

  /**
   * Whether canaries come (system clock). What was before this process started is no sign that they do not: then
   * nobody may have been there to send one, and a start needs its time; only one that came is a sign that they do.
   */
  private async silence(): Promise<{ since: Date | null; lastAt: Date | null; isOver: boolean }> {
    const { done } = await this.signs.canary(this.database.em());
    const now = this.system.now();
    const staleAt = (last: number): Date => new Date(last + CANARY_STALE);
    const since = staleAt(Math.max(this.startedAt.getTime(), done?.doneAt.getTime() ?? 0));
    const isOver = done !== undefined && staleAt(done.doneAt.getTime()) > now;
    return { since: since <= now ? since : null, lastAt: done?.doneAt ?? null, isOver };
  }

  private async missed(now: Date): Promise<{ count: number; newest: Date | null }> {
    const [row] = await this.database.em().execute<{ count: number; newest: Instant | null }[]>(
      `select count(*)::int as count, max(ended_at) as newest from goal_run
        where ended_at > ? and status = 'refused' and failure_code = 'missed'`,
      [new Date(now.getTime() - DAY)],
    );
    return { count: row?.count ?? 0, newest: row?.newest ? instant(row.newest) : null };
  }
}

/** Due for ten minutes and not started, not done, or failing at each try. */
function isLate({ state, last }: ScheduleView, now: Date): boolean {
  if (!last || last.endedAt !== null || (state !== 'late' && state !== 'failed')) return false;
  return now.getTime() > lateAt(last);
}

const lateAt = (last: OccurrenceView | null): number =>
  (last ? new Date(last.dueAt).getTime() : 0) + STUCK_AFTER;
