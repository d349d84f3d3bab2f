import { CronExpressionParser } from 'cron-parser';
import { instantOfWallTime, startOfDay, addDays, wallTimeOf } from '../../platform/time/wall-clock.js';

const FAR = 100_000;

/**
 * The instants after `after` (exclusive) at which a cron expression of five fields comes due in `zone`.
 * Cron is read on the wall: one run for each wall time. A time that the clocks jump over runs at the jump
 * (once, if several do), a time that comes twice runs the first time. We map wall times ourselves because
 * cron-parser 5 loses its way in zones whose summer time is half an hour (Australia/Lord_Howe).
 * Ends when the expression has no further date.
 */
export function* occurrences(cron: string, zone: string, after: Date): Generator<Date, void> {
  const { year, month, day, hour, minute } = wallTimeOf(after, zone);
  // The second before, so that the minute that `after` lies in is looked at too: it may come again.
  const currentDate = new Date(Date.UTC(year, month - 1, day, hour, minute) - 1000);
  const walls = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate });
  let last = after.getTime();
  for (let turn = 0; turn < FAR && walls.hasNext(); turn += 1) {
    const instant = instantOfWallTime(wallTimeOf(walls.next().toDate(), 'UTC'), zone);
    if (instant.getTime() <= last) continue;
    last = instant.getTime();
    yield instant;
  }
}

/** The next instant due after `after`, or null when there is none any more. */
export function nextDue(cron: string, zone: string, after: Date): Date | null {
  return nextRuns(cron, zone, after, 1)[0] ?? null;
}

/** A schedule, and until when its wall repeats what it showed in an earlier zone (`livedUntil`). */
export interface Scheduled {
  readonly schedule: { readonly cron: string; readonly zone: string };
  readonly livedUntil?: Date | null | undefined;
}

/** When a goal comes due next; what its wall shows a second time brings no run. */
export function nextOf({ schedule: { cron, zone }, livedUntil }: Scheduled, now: Date): Date | null {
  return nextDue(cron, zone, livedUntil && livedUntil > now ? livedUntil : now);
}

/** The next instants of a goal: its stored one where that is ahead, and those after it. */
export function runsAhead(
  { cron, zone }: Scheduled['schedule'],
  dueAt: Date | null,
  now: Date,
  count?: number,
): Date[] {
  return nextRuns(cron, zone, dueAt && dueAt > now ? new Date(dueAt.getTime() - 1) : now, count);
}

/** The next `count` instants due, five unless told; fewer when the expression runs out. */
export function nextRuns(cron: string, zone: string, after: Date, count = 5): Date[] {
  const runs: Date[] = [];
  for (const run of occurrences(cron, zone, after)) {
    if (runs.push(run) >= count) break;
  }
  return runs;
}

/** How often it comes due after `from` and before `until`. */
export function countBetween(cron: string, zone: string, from: Date, until: Date): number {
  let count = 0;
  for (const run of occurrences(cron, zone, from)) {
    if (run >= until) break;
    count += 1;
  }
  return count;
}

/** How often it comes due on the calendar day `day` (`YYYY-MM-DD`) of `zone`. */
export function countOnDay(cron: string, zone: string, day: string): number {
  const start = startOfDay(day, zone);
  return countBetween(cron, zone, new Date(start.getTime() - 1), startOfDay(addDays(day, 1), zone));
}

/** The most that the schedules come due together on one calendar day of the `days` days from `day` on. */
export function busiestDay(
  crons: readonly string[],
  zone: string,
  day: string,
  days: number,
): { day: string; count: number } {
  let busiest = { day, count: 0 };
  for (let step = 0; step < days; step += 1) {
    const key = addDays(day, step);
    const count = crons.reduce((sum, cron) => sum + countOnDay(cron, zone, key), 0);
    if (count > busiest.count) busiest = { day: key, count };
  }
  return busiest;
}
