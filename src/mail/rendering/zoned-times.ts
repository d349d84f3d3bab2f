import { DateTime } from 'luxon';

const DAY = 'cccc d LLLL yyyy';
const TIME = 'h:mm a';

/** `Thursday 12 February 2026, 10:00 AM Kolkata time (UTC+05:30)`. */
export function longTime(instant: Date, zone: string): string {
  const at = inZone(instant, zone);
  return `${at.toFormat(`${DAY}, ${TIME}`)} ${zoneLabel(at, zone)}`;
}

/** `Thursday 12 February 2026, 10:00 AM to 10:30 AM Kolkata time (UTC+05:30)`. */
export function longSpan(from: Date, to: Date, zone: string): string {
  const [start, end] = [inZone(from, zone), inZone(to, zone)];
  const until = start.hasSame(end, 'day') ? TIME : `${DAY}, ${TIME}`;
  return `${start.toFormat(`${DAY}, ${TIME}`)} to ${end.toFormat(until)} ${zoneLabel(start, zone)}`;
}

/** `Thursday 12 February 2026`. */
export function longDay(instant: Date, zone: string): string {
  return inZone(instant, zone).toFormat(DAY);
}

/** `Thu 12 Feb, 10:00 AM`: for subjects. */
export function shortTime(instant: Date, zone: string): string {
  return inZone(instant, zone).toFormat(`ccc d LLL, ${TIME}`);
}

/** True when both walls show the same time at `instant`. */
export function sameWallTime(instant: Date, one: string, other: string): boolean {
  return inZone(instant, one).offset === inZone(instant, other).offset;
}

/** `Kolkata time (UTC+05:30)`; the offset because two places may share a name, the name because people do. */
function zoneLabel(at: DateTime, zone: string): string {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  if (place === 'UTC' || place === 'GMT') return 'UTC';
  return `${place} time (UTC${at.toFormat('ZZ')})`;
}

function inZone(instant: Date, zone: string): DateTime {
  const at = DateTime.fromJSDate(instant, { zone }).setLocale('en-US');
  if (!at.isValid)
    throw new RangeError(`Cannot show a time in "${zone}": ${at.invalidExplanation ?? 'invalid'}`);
  return at;
}
