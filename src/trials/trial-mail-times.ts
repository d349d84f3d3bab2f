import type { MailRules } from '../mail/mail.settings.js';
import { holdOf } from '../mail/rules/mail-rules.js';
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

export interface MailHours {
  /** The trial's, frozen at activation. */
  readonly zone: string;
  readonly rules: MailRules;
}

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

/**
 * Whether two mails would reach the customer on one day of theirs or within twelve hours, by the time at which each
 * really leaves: in the quiet hours that is their end.
 */
export function collide(one: Date, other: Date, { zone, rules }: MailHours): boolean {
  const [a, b] = [leaves(one, zone, rules), leaves(other, zone, rules)];
  return dayKey(a, zone) === dayKey(b, zone) || Math.abs(a.getTime() - b.getTime()) < APART_MS;
}

const leaves = (at: Date, zone: string, rules: MailRules): Date => holdOf(at, zone, rules, 0)?.until ?? at;
