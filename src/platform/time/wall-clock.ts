import { DateTime, IANAZone } from 'luxon';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A time on the wall of some zone, without the zone. Month 1–12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** True for an IANA zone name this machine knows, such as `Asia/Kolkata`. */
export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** What a clock on the wall of `zone` shows at `instant`. Throws RangeError on an unknown zone. */
export function wallTimeOf(instant: Date, zone: string): WallTime {
  const { year, month, day, hour, minute } = inZone(instant.getTime(), zone);
  return { year, month, day, hour, minute };
}

/**
 * The instant at which a wall in `zone` first shows `wall`. A time that the clocks jump over is the moment
 * of the jump; a time that comes twice is its first coming. So later wall times never give earlier instants.
 */
export function instantOfWallTime(wall: WallTime, zone: string): Date {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const rules = ianaZone(zone);
  const before = asUtc - rules.offset(asUtc - DAY_MS) * MINUTE_MS;
  const after = asUtc - rules.offset(asUtc + DAY_MS) * MINUTE_MS;
  const candidates = [before, after].filter((ts) => ts + rules.offset(ts) * MINUTE_MS === asUtc);
  if (candidates.length > 0) return new Date(Math.min(...candidates));
  return new Date(findJump(rules, after, before));
}

/** An instant in the words of pages and papers: `Thu 12 Feb 2026, 10:00 (Asia/Kolkata)`. */
export function wallText(instant: Date, zone: string): string {
  return `${inZone(instant.getTime(), zone).toFormat('ccc d LLL yyyy, HH:mm')} (${zone})`;
}

/** The calendar day of `instant` in `zone`, `YYYY-MM-DD`. */
export function dayKey(instant: Date, zone: string): string {
  return inZone(instant.getTime(), zone).toFormat('yyyy-MM-dd');
}

/** The first instant of the calendar day after the one that `instant` falls on in `zone`. */
export function nextLocalMidnight(instant: Date, zone: string): Date {
  const { year, month, day } = wallTimeOf(instant, zone);
  const next = DateTime.utc(year, month, day).plus({ days: 1 });
  return startOfDay(next.toFormat('yyyy-MM-dd'), zone);
}

/** The first instant of the calendar day `key` (`YYYY-MM-DD`) in `zone`; not always 00:00 on the wall. */
export function startOfDay(key: string, zone: string): Date {
  const { year, month, day } = DateTime.fromISO(key, { zone: 'utc' });
  return instantOfWallTime({ year, month, day, hour: 0, minute: 0 }, zone);
}

/** The calendar day `days` after `key`, `YYYY-MM-DD`. */
export function addDays(key: string, days: number): string {
  return DateTime.fromISO(key, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

function inZone(ts: number, zone: string): DateTime {
  return DateTime.fromMillis(ts, { zone: ianaZone(zone) });
}

function ianaZone(name: string): IANAZone {
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new RangeError(`"${name}" is not a time zone of the IANA database`);
  return zone;
}

/** The first millisecond after `low` at which the offset of `rules` is that of `high`. */
function findJump(rules: IANAZone, low: number, high: number): number {
  const target = rules.offset(high);
  let [from, to] = [low, high];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (rules.offset(middle) === target) to = middle;
    else from = middle;
  }
  return to;
}
