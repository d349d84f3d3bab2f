import { hoursInWords, hoursOn, type WorkingHours } from '../customers/csm-table.js';
import {
  addDays,
  dayKey,
  instantOfWallTime,
  type WallTime,
  wallTimeOf,
} from '../platform/time/wall-clock.js';

/** Instants, end excluded. */
export interface Interval {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface SlotRequest {
  /** The call is due within 24 h of it (runbook Step 3). */
  readonly signedUpAt: Date;
  /** Nothing earlier is proposed. */
  readonly earliest: Date;
  readonly hours: WorkingHours;
  /** For the reason: "Sarah Johnson". */
  readonly csmName: string;
  /** Calls the CSM already has. */
  readonly busy: readonly Interval[];
  /** IANA name; a slot in the customer's day is preferred while it keeps to the 24 h. */
  readonly customerTimezone: string;
}

export interface ProposedSlot extends Interval {
  readonly withinTarget: boolean;
  /** Why the first slot is later than 24 h after signup; recorded with the call. Null when it is not. */
  readonly reason: string | null;
}

export const ONBOARDING_CALL_MINUTES = 30;
export const ONBOARDING_CALL_WITHIN_HOURS = 24;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const STEP_MINUTES = 30;
const DAYS_AHEAD = 60;
/** Hours at which a customer may be rung, on the customer's wall. */
const CUSTOMER_DAY = { from: 8, to: 20 };

/**
 * A 30-minute slot on the CSM's half hours inside the CSM's working hours: the first within 24 h of signup
 * that falls in the customer's day; else the first within 24 h; else the first there is, with the reason.
 * Null when the CSM has none for 60 days.
 */
export function proposeSlot(request: SlotRequest): ProposedSlot | null {
  const deadline = request.signedUpAt.getTime() + ONBOARDING_CALL_WITHIN_HOURS * HOUR_MS;
  let first: Interval | undefined;
  for (const slot of freeSlots(request)) {
    const late = slot.startsAt.getTime() > deadline;
    if (!late && isCustomerDay(slot, request.customerTimezone))
      return { ...slot, withinTarget: true, reason: null };
    first ??= slot;
    if (late) break;
  }
  if (!first) return null;
  if (first.startsAt.getTime() <= deadline) return { ...first, withinTarget: true, reason: null };
  // The 24 h are lost anyway: better the first slot at which the customer is awake.
  const awake = firstOf(freeSlots(request), (slot) => isCustomerDay(slot, request.customerTimezone)) ?? first;
  return { ...awake, withinTarget: false, reason: lateReason(awake, request) };
}

function firstOf(slots: Iterable<Interval>, wanted: (slot: Interval) => boolean): Interval | undefined {
  for (const slot of slots) if (wanted(slot)) return slot;
  return undefined;
}

/** Every free slot from `earliest` on, in order. */
export function* freeSlots({
  earliest,
  hours,
  busy,
}: Pick<SlotRequest, 'earliest' | 'hours' | 'busy'>): Generator<Interval> {
  const today = dayKey(earliest, hours.timezone);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    for (const slot of slotsOfDay(addDays(today, ahead), hours)) {
      const free = busy.every(({ startsAt, endsAt }) => slot.endsAt <= startsAt || slot.startsAt >= endsAt);
      if (free && slot.startsAt >= earliest) yield slot;
    }
  }
}

function* slotsOfDay(key: string, hours: WorkingHours): Generator<Interval> {
  const [year = 0, month = 0, day = 0] = key.split('-').map(Number);
  const open = hoursOn(hours, isoWeekday(year, month, day));
  if (!open) return;
  const closing = instantOfWallTime(wallAt({ year, month, day }, minutesOf(open.to)), hours.timezone);
  for (let minute = minutesOf(open.from); minute < minutesOf(open.to); minute += STEP_MINUTES) {
    const wall = wallAt({ year, month, day }, minute);
    const startsAt = instantOfWallTime(wall, hours.timezone);
    const endsAt = new Date(startsAt.getTime() + ONBOARDING_CALL_MINUTES * MINUTE_MS);
    // A wall time that the clocks jump over is no time to meet at.
    if (endsAt <= closing && showsOnWall(startsAt, wall, hours.timezone)) yield { startsAt, endsAt };
  }
}

function wallAt(day: { year: number; month: number; day: number }, minutes: number): WallTime {
  return { ...day, hour: Math.floor(minutes / 60), minute: minutes % 60 };
}

function showsOnWall(instant: Date, wall: WallTime, zone: string): boolean {
  const shown = wallTimeOf(instant, zone);
  return shown.hour === wall.hour && shown.minute === wall.minute;
}

function isoWeekday(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

/** `HH:mm` → minutes after midnight. */
function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** Whether a slot lies in the hours at which a customer may be rung. */
export function isCustomerDay({ startsAt, endsAt }: Interval, zone: string): boolean {
  const start = wallTimeOf(startsAt, zone);
  const end = wallTimeOf(endsAt, zone);
  const endMinutes = end.hour * 60 + end.minute;
  return (
    start.hour >= CUSTOMER_DAY.from && start.hour < CUSTOMER_DAY.to && endMinutes <= CUSTOMER_DAY.to * 60
  );
}

function lateReason(slot: Interval, { signedUpAt, csmName, hours }: SlotRequest): string {
  const after = Math.ceil((slot.startsAt.getTime() - signedUpAt.getTime()) / HOUR_MS);
  return `First free slot in ${csmName}'s hours (${hoursInWords(hours)}): ${after} h after signup instead of ${ONBOARDING_CALL_WITHIN_HOURS} h.`;
}

/** Whether a call a person chose lies in the CSM's hours; null when it does, else what is wrong. */
export function outsideHours(slot: Interval, hours: WorkingHours, csmName: string): string | null {
  const start = wallTimeOf(slot.startsAt, hours.timezone);
  const end = wallTimeOf(slot.endsAt, hours.timezone);
  const open = hoursOn(hours, isoWeekday(start.year, start.month, start.day));
  const inside =
    open !== null &&
    start.hour * 60 + start.minute >= minutesOf(open.from) &&
    end.hour * 60 + end.minute <= minutesOf(open.to) &&
    end.day === start.day;
  if (inside) return null;
  return `The call is outside ${csmName}'s hours (${hoursInWords(hours)}).`;
}
