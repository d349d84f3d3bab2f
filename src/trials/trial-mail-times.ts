import { addDays, dayKey, instantOfWallTime } from '../platform/time/wall-clock.js';

const HOUR_MS = 3_600_000;
/** The customer is told so long before the end. */
export const NOTICE_HOURS = 24;
/** On the wall of the trial's zone: the hour at which the day's check-in is announced. */
const MORNING = 8;
/** A call that begins sooner after the morning is announced the day before. */
const AHEAD_MS = HOUR_MS;
/** Two mails on how the trial stands are never closer than this. */
const APART_MS = 12 * HOUR_MS;

export const noticeTime = (endsAt: Date): Date => new Date(endsAt.getTime() - NOTICE_HOURS * HOUR_MS);

/** The morning of the check-in's day, or of the day before where the call begins with the day. */
export function checkInMailTime(callStartsAt: Date, zone: string): Date {
  const day = dayKey(callStartsAt, zone);
  const morning = morningOf(day, zone);
  return callStartsAt.getTime() - morning.getTime() >= AHEAD_MS ? morning : morningOf(addDays(day, -1), zone);
}

function morningOf(key: string, zone: string): Date {
  const [year, month, day] = key.split('-').map(Number) as [number, number, number];
  return instantOfWallTime({ year, month, day, hour: MORNING, minute: 0 }, zone);
}

/** Whether two mails would reach the customer on one day of theirs, or within twelve hours. */
export const collide = (one: Date, other: Date, zone: string): boolean =>
  dayKey(one, zone) === dayKey(other, zone) || Math.abs(one.getTime() - other.getTime()) < APART_MS;
