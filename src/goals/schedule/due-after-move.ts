import { instantOfWallTime, wallTimeOf } from '../../platform/time/wall-clock.js';
import { nextDue } from './occurrences.js';

/** Clocks go back by no more than this. */
const LONGEST_BACK_MINUTES = 180;

/** A customer's move from one zone to another, and until when the wall of the old one repeats itself (`livedUntil`). */
export interface ZoneMove {
  readonly from: string;
  readonly to: string;
  readonly lived: Date | null;
}

/**
 * When a schedule comes due next, when its zone changes at `now`. It is read like a change of the clocks: a wall time
 * that was run in the old zone does not run again in the new one, one that the move jumps over runs at once (several:
 * once). Null when the expression has no further date.
 */
export function dueAfterMove(cron: string, { from, to, lived }: ZoneMove, now: Date): Date | null {
  const wall = nextDue(cron, 'UTC', shownBy(later(now, lived), from));
  if (wall === null) return null;
  if (wall <= wallOf(now, to)) return now;
  const instant = instantOfWallTime(wallTimeOf(wall, 'UTC'), to);
  return instant > now ? instant : nextDue(cron, to, now);
}

/**
 * The instant until which the wall of the new zone shows times that were shown before the move; null when it shows
 * new ones at once. It holds for any schedule, also of a goal that is paused over the move: resumed, it does not run
 * for the same day again.
 */
export function livedUntil({ from, to, lived }: ZoneMove, now: Date): Date | null {
  const instant = instantOfWallTime(wallTimeOf(shownBy(later(now, lived), from), 'UTC'), to);
  return instant > now ? instant : null;
}

const later = (now: Date, lived: Date | null): Date => (lived && lived > now ? lived : now);

/** The furthest that the wall has shown: more than it shows, in the hours that come twice when the clocks go back. */
function shownBy(instant: Date, zone: string): Date {
  let furthest = wallOf(instant, zone);
  for (let minutes = 1; minutes <= LONGEST_BACK_MINUTES; minutes += 1) {
    const before = wallOf(new Date(instant.getTime() - minutes * 60_000), zone);
    if (before > furthest) furthest = before;
  }
  return furthest;
}

/** What the wall shows, as if it hung in UTC. */
function wallOf(instant: Date, zone: string): Date {
  const { year, month, day, hour, minute } = wallTimeOf(instant, zone);
  return new Date(Date.UTC(year, month - 1, day, hour, minute));
}
