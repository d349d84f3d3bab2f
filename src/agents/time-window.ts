import { z } from 'zod';
import { addDays, dayKey, instantOfWallTime, wallTimeOf } from '../platform/time/wall-clock.js';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const LAST_MINUTE = 24 * 60 - 1;

/** A time of day on a 24-hour clock, `HH:mm`. */
export const clockTime = z
  .string()
  .regex(CLOCK, 'Write a time of day as HH:mm, such as 09:00')
  .meta({ widget: 'time' });

/**
 * Hours of the day, both ends inside: `18:00` still counts for the whole of that minute.
 * An end before the start runs over midnight.
 */
export const timeWindow = z
  .strictObject({
    start: clockTime.meta({ title: 'From' }),
    end: clockTime.meta({ title: 'Until', description: 'This minute still counts.' }),
  })
  .refine(({ start, end }) => start !== end, {
    path: ['end'],
    message: 'The hours start and end at the same minute; for the whole day write 00:00 until 23:59',
  });
export type TimeWindow = z.infer<typeof timeWindow>;

/** `09:00–18:00` */
export function windowText({ start, end }: TimeWindow): string {
  return `${start}–${end}`;
}

/** Whether a wall in `zone` shows a minute inside the window at `instant`. */
export function isWithinWindow(instant: Date, window: TimeWindow, zone: string): boolean {
  const { hour, minute } = wallTimeOf(instant, zone);
  return isMinuteInside(hour * 60 + minute, window);
}

/** Whether the time of day `HH:mm` lies inside the window. */
export function isTimeInside(time: string, window: TimeWindow): boolean {
  return isMinuteInside(minuteOf(time), window);
}

/** Whether every minute of `inner` is one of `outer`. */
export function isWindowInside(inner: TimeWindow, outer: TimeWindow): boolean {
  return spansOf(inner).every(([from, to]) =>
    spansOf(outer).some(([start, end]) => start <= from && to <= end),
  );
}

/** `instant` itself when inside the window, else the next moment at which the window opens in `zone`. */
export function nextOpening(instant: Date, window: TimeWindow, zone: string): Date {
  if (isWithinWindow(instant, window, zone)) return instant;
  const today = openingOn(dayKey(instant, zone), window, zone);
  return today > instant ? today : openingOn(addDays(dayKey(instant, zone), 1), window, zone);
}

function openingOn(day: string, window: TimeWindow, zone: string): Date {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const start = minuteOf(window.start);
  return instantOfWallTime(
    { year, month, day: date, hour: Math.floor(start / 60), minute: start % 60 },
    zone,
  );
}

function isMinuteInside(minute: number, window: TimeWindow): boolean {
  return spansOf(window).some(([from, to]) => from <= minute && minute <= to);
}

/** Minutes of the day as closed spans; two of them when the window runs over midnight. */
function spansOf({ start, end }: TimeWindow): [number, number][] {
  const [from, to] = [minuteOf(start), minuteOf(end)];
  if (from <= to) return [[from, to]];
  return [
    [from, LAST_MINUTE],
    [0, to],
  ];
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
