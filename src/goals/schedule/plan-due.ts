import type { CatchUp } from './catch-up.js';
import { nextDue, occurrences } from './occurrences.js';

/** How many missed instants of an outage are written down: the newest. */
const MISSED_KEPT = 500;
const HOUR_MS = 3_600_000;

/** What to do about a schedule whose due instant has come. */
export interface DuePlan {
  /** Run for this instant now; null when nothing is due or missed ones are not caught up. */
  readonly run: Date | null;
  /** Instants that should have run and will not: the outage, oldest first (the newest 500 at most). */
  readonly missed: readonly Date[];
  readonly nextDueAt: Date | null;
}

interface DueSchedule {
  readonly cron: string;
  readonly zone: string;
  readonly dueAt: Date;
}

/**
 * Plans a schedule whose stored `dueAt` is compared with `now`. After an outage the newest due instant
 * is run once and the others are written down as missed, never a burst (design 4, goal run).
 * @param graceMs a run later than this counts as missed when `catchUp` is `none`.
 */
export function planDue(
  schedule: DueSchedule,
  now: Date,
  catchUp: CatchUp = 'one',
  graceMs = 60_000,
): DuePlan {
  const { cron, zone, dueAt } = schedule;
  if (dueAt > now) return { run: null, missed: [], nextDueAt: dueAt };
  const due = newestDue(schedule, now);
  const latest = due.at(-1) ?? dueAt;
  const nextDueAt = nextDue(cron, zone, now);
  const late = now.getTime() - latest.getTime() > graceMs;
  if (catchUp === 'none' && late) return { run: null, missed: due.slice(-MISSED_KEPT), nextDueAt };
  return { run: latest, missed: due.slice(-MISSED_KEPT - 1, -1), nextDueAt };
}

/**
 * The instants from `dueAt` to `now`, oldest first; of many, those since some instant that leaves more than are kept.
 * Whoever was away for years is not to walk every hour of them: a schedule comes due once an hour at most.
 */
function newestDue({ cron, zone, dueAt }: DueSchedule, now: Date): Date[] {
  for (let hours = MISSED_KEPT; ; hours *= 2) {
    const since = new Date(now.getTime() - hours * HOUR_MS);
    const whole = since <= dueAt;
    const due = whole ? [dueAt] : [];
    for (const instant of occurrences(cron, zone, whole ? dueAt : since)) {
      if (instant > now) break;
      due.push(instant);
    }
    if (whole || due.length > MISSED_KEPT) return due;
  }
}
