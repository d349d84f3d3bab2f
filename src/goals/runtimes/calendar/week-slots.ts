import type { TimeWindow } from '../../../agents/time-window.js';
import { addDays } from '../../../platform/time/wall-clock.js';
import { WEEKDAYS } from '../../schedule/schedule-rule.js';

const DAYS = 7;
const STEP_MINUTES = 15;
const LAST_MINUTE = 24 * 60 - 1;

/** A place in the plan, on the customer's clock. */
export interface Slot {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly weekday: (typeof WEEKDAYS)[number];
  /** `HH:mm`, inside the posting hours. */
  readonly time: string;
}

export interface SlotRules {
  /** The first of the seven days. */
  readonly from: string;
  readonly days: readonly string[];
  readonly posts: number;
  readonly maxPerDay: number;
  readonly hours: TimeWindow;
}

/** `posts` slots spread evenly over the chosen days, in order; fewer where the days have no room for all. */
export function weekSlots({ from, days, posts, maxPerDay, hours }: SlotRules): Slot[] {
  const dates = Array.from({ length: DAYS }, (_, step) => addDays(from, step))
    .map((day) => ({ day, weekday: weekdayOf(day) }))
    .filter(({ weekday }) => days.includes(weekday));
  const room = Math.min(posts, dates.length * maxPerDay);
  return dates.flatMap((date, at) => {
    const count = shareOf(room, dates.length, at);
    return Array.from({ length: count }, (_, turn) => ({ ...date, time: timeAt(hours, turn, count) }));
  });
}

function weekdayOf(day: string): Slot['weekday'] {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
  return WEEKDAYS[(sundayFirst + 6) % DAYS] ?? 'mon';
}

/** Of `total` over `parts`: so spread that the days with one more lie apart. */
function shareOf(total: number, parts: number, at: number): number {
  return Math.floor(((at + 1) * total) / parts) - Math.floor((at * total) / parts);
}

/** The `turn`th of `count` times: the hours divided evenly, on a quarter of an hour where that is inside. */
function timeAt({ start, end }: TimeWindow, turn: number, count: number): string {
  const from = minuteOf(start);
  // Of hours that run over midnight the part before it, so that a slot stays on its day.
  const until = minuteOf(end) >= from ? minuteOf(end) : LAST_MINUTE;
  const exact = from + ((until - from) * (turn + 1)) / (count + 1);
  const round = Math.round(exact / STEP_MINUTES) * STEP_MINUTES;
  const minute = round >= from && round <= until ? round : Math.floor(exact);
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
