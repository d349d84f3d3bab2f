import { addDays, dayKey, instantOfWallTime, wallTimeOf } from '../../platform/time/wall-clock.js';

/** Days ahead at most: a wait further than that is a customer forgotten. */
export const MAX_DAYS_AHEAD = 90;
const DAY_MS = 86_400_000;

/** An instant by its offset; without one, the first coming of that time on the wall of `zone`. */
export function followUpInstant(text: string, zone: string): Date {
  if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return new Date(text);
  const [year, month, day, hour, minute] = text.split(/[-T:]/).map(Number);
  return instantOfWallTime(
    { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0, minute: minute ?? 0 },
    zone,
  );
}

/** What is wrong with a follow-up at `at`; undefined when nothing is. */
export function followUpFault(at: Date, now: Date, zone: string): string | undefined {
  if (at <= now) return `must be ahead; without an offset it is read in the CSM's zone, ${zone}`;
  if (at.getTime() - now.getTime() > MAX_DAYS_AHEAD * DAY_MS)
    return `must be within ${MAX_DAYS_AHEAD} days; set it anew then`;
  return undefined;
}

/** On the customer's day after that of `now`, at the time at which the wait began; a day's length may differ. */
export function nextNudge(began: Date, now: Date, zone: string): Date {
  const { hour, minute } = wallTimeOf(began, zone);
  return onDay(addDays(dayKey(now, zone), 1), { hour, minute }, zone);
}

/** What the form offers: the morning after next of the manager, or the next working day after it. */
export function proposedFollowUp(
  now: Date,
  { days, from, timezone }: { days: readonly number[]; from: string; timezone: string },
): Date {
  const [hour = 0, minute = 0] = from.split(':').map(Number);
  let key = addDays(dayKey(now, timezone), 2);
  for (let tries = 0; tries < 7 && !days.includes(isoDay(key)); tries += 1) key = addDays(key, 1);
  return onDay(key, { hour, minute }, timezone);
}

function onDay(key: string, time: { hour: number; minute: number }, zone: string): Date {
  const [year, month, day] = key.split('-').map(Number) as [number, number, number];
  return instantOfWallTime({ year, month, day, ...time }, zone);
}

/** 1 Monday … 7 Sunday. */
const isoDay = (key: string): number => new Date(`${key}T00:00:00Z`).getUTCDay() || 7;
