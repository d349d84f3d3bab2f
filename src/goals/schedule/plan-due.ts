import type { CatchUp } from './catch-up.js';
import { occurrences } from './occurrences.js';

/** How many missed instants are written down one by one; beyond, an outage is told by its count alone. */
const MISSED_KEPT = 500;

/** What to do about a schedule whose due instant has come. */
export interface DuePlan {
  /** Run for this instant now; null when nothing is due or missed ones are not caught up. */
  readonly run: Date | null;
  /** Instants that should have run and will not: the outage, oldest first (the newest 500 at most). */
  readonly missed: readonly Date[];
  readonly missedCount: number;
  readonly nextDueAt: Date | null;
}

/**
 * Plans a schedule whose stored `dueAt` is compared with `now`. After an outage the newest due instant
 * is run once and the others are written down as missed, never a burst (design 4, goal run).
 * @param graceMs a run later than this counts as missed when `catchUp` is `none`.
 */
export function planDue(
  schedule: { cron: string; zone: string; dueAt: Date },
  now: Date,
  catchUp: CatchUp = 'one',
  graceMs = 60_000,
): DuePlan {
  const { cron, zone, dueAt } = schedule;
  if (dueAt > now) return { run: null, missed: [], missedCount: 0, nextDueAt: dueAt };
  const missed: Date[] = [];
  let [latest, nextDueAt, missedCount] = [dueAt, null as Date | null, 0];
  for (const instant of occurrences(cron, zone, dueAt)) {
    if (instant > now) {
      nextDueAt = instant;
      break;
    }
    missed.push(latest);
    missedCount += 1;
    if (missed.length > MISSED_KEPT) missed.shift();
    latest = instant;
  }
  const late = now.getTime() - latest.getTime() > graceMs;
  if (catchUp === 'none' && late) {
    return { run: null, missed: [...missed, latest], missedCount: missedCount + 1, nextDueAt };
  }
  return { run: latest, missed, missedCount, nextDueAt };
}
