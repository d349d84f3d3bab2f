import { addDays, dayKey, instantOfWallTime } from '../../platform/time/wall-clock.js';

const MINUTE = 60_000;
/** On the wall of the report's zone: few people are at work, and the first goals of the day are hours away. */
const NIGHT_HOUR = 1;

/** Re-tests a minute: a fifth of what a platform takes is left to people. */
export const retestsPerMinute = (perMinute: number): number => Math.max(1, Math.floor(perMinute * 0.8));

/**
 * When each is tested again: evenly within each minute, no minute holding more than its share, and behind what is
 * planned already.
 *
 * @param taken how many are planned already, by the start of their minute (epoch milliseconds)
 */
export function planRetests(
  ids: readonly string[],
  perMinute: number,
  start: Date,
  taken: ReadonlyMap<number, number> = new Map(),
): Map<string, Date> {
  const share = retestsPerMinute(perMinute);
  const plan = new Map<string, Date>();
  let minute = minuteFrom(start);
  let used = taken.get(minute) ?? 0;
  for (const id of ids) {
    while (used >= share) {
      minute += MINUTE;
      used = taken.get(minute) ?? 0;
    }
    plan.set(id, new Date(minute + Math.floor((used * MINUTE) / share)));
    used += 1;
  }
  return plan;
}

/** The start of the minute of an instant, or of the next one. */
const minuteFrom = (instant: Date): number => Math.ceil(instant.getTime() / MINUTE) * MINUTE;

/** The night that has begun last: its day in the zone, and its beginning. */
export function nightOf(now: Date, zone: string): { night: string; begins: Date } {
  const today = dayKey(now, zone);
  const begins = nightBegins(today, zone);
  if (begins <= now) return { night: today, begins };
  const night = addDays(today, -1);
  return { night, begins: nightBegins(night, zone) };
}

export function nightBegins(night: string, zone: string): Date {
  const [year = 0, month = 1, day = 1] = night.split('-').map(Number);
  return instantOfWallTime({ year, month, day, hour: NIGHT_HOUR, minute: 0 }, zone);
}
