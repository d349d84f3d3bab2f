import type { MailRules } from '../mail.settings.js';
import {
  addDays,
  dayKey,
  instantOfWallTime,
  startOfDay,
  wallTimeOf,
} from '../../platform/time/wall-clock.js';

/** What holds a mail back. A held mail is queued with a later due instant. */
export const HOLDS = ['quiet_hours', 'daily_cap'] as const;
export type HoldCause = (typeof HOLDS)[number];

export interface Hold {
  readonly until: Date;
  readonly because: HoldCause;
}

/**
 * Whether such a mail has to wait, and until when.
 * @param taken how many of its kind this customer has got on the day of `now`
 */
export function holdOf(now: Date, zone: string, rules: MailRules, taken: number): Hold | null {
  const loud = loudFrom(now, zone, rules);
  const today = dayKey(now, zone);
  const sameDay = dayKey(loud, zone) === today;
  if (sameDay && taken >= rules.nudgesPerDay) {
    const tomorrow = startOfDay(addDays(today, 1), zone);
    return { until: loudFrom(tomorrow, zone, rules), because: 'daily_cap' };
  }
  return loud > now ? { until: loud, because: 'quiet_hours' } : null;
}

/** The first instant of the customer's day of `now`. */
export const dayStart = (now: Date, zone: string): Date => startOfDay(dayKey(now, zone), zone);

/** `now`, or the end of the quiet hours it falls into. */
function loudFrom(now: Date, zone: string, { quietFrom, quietUntil }: MailRules): Date {
  const [from, until] = [minutesOf(quietFrom), minutesOf(quietUntil)];
  const wall = wallTimeOf(now, zone);
  const at = wall.hour * 60 + wall.minute;
  const overMidnight = from > until;
  const quiet = overMidnight ? at >= from || at < until : at >= from && at < until;
  if (!quiet) return now;
  const day = dayKey(now, zone);
  const key = overMidnight && at >= from ? addDays(day, 1) : day;
  const [year, month, date] = key.split('-').map(Number) as [number, number, number];
  const end = { year, month, day: date, hour: Math.floor(until / 60), minute: until % 60 };
  const first = instantOfWallTime(end, zone);
  // Clocks put back over the end of the quiet hours: that time has been, the mail may go.
  return first > now ? first : now;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
