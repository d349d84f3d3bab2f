import { instantOfWallTime, wallTimeOf } from '../../platform/time/wall-clock.js';
import { nextDue } from './occurrences.js';

/**
 * When a schedule comes due next, when its zone changes from `from` to `to` at `now`. It is read like a change of the
 * clocks: a wall time that was run in the old zone does not run again in the new one, one that the move jumps over
 * runs at once (several: once). Null when the expression has no further date.
 */
export function dueAfterMove(
  cron: string,
  { from, to }: { from: string; to: string },
  now: Date,
): Date | null {
  const wall = nextDue(cron, 'UTC', wallOf(now, from));
  if (wall === null) return null;
  if (wall <= wallOf(now, to)) return now;
  const instant = instantOfWallTime(wallTimeOf(wall, 'UTC'), to);
  return instant > now ? instant : nextDue(cron, to, now);
}

/** What the wall shows, as if it hung in UTC. */
function wallOf(instant: Date, zone: string): Date {
  const { year, month, day, hour, minute } = wallTimeOf(instant, zone);
  return new Date(Date.UTC(year, month - 1, day, hour, minute));
}
