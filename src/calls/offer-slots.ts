import { dayKey } from '../platform/time/wall-clock.js';
import { freeSlots, isCustomerDay, type Interval, type SlotRequest } from './propose-slot.js';

export interface OfferedDay {
  /** `YYYY-MM-DD` on the customer's wall. */
  readonly day: string;
  readonly slots: readonly Interval[];
}

/** So many days with slots are shown. */
const DAYS = 6;

/**
 * The free slots of the next days, by the customer's calendar. Those in the hours at which the customer may be rung;
 * all of them only where the manager's hours never meet that day.
 */
export function offeredSlots(
  request: Pick<SlotRequest, 'earliest' | 'hours' | 'busy' | 'customerTimezone'>,
  days = DAYS,
): OfferedDay[] {
  const { customerTimezone: zone } = request;
  const awake = collect(request, days, (slot) => isCustomerDay(slot, zone));
  return awake.length > 0 ? awake : collect(request, days, () => true);
}

function collect(
  request: Pick<SlotRequest, 'earliest' | 'hours' | 'busy' | 'customerTimezone'>,
  days: number,
  wanted: (slot: Interval) => boolean,
): OfferedDay[] {
  const found = new Map<string, Interval[]>();
  for (const slot of freeSlots(request)) {
    if (!wanted(slot)) continue;
    const day = dayKey(slot.startsAt, request.customerTimezone);
    const slots = found.get(day);
    if (!slots && found.size === days) break;
    found.set(day, [...(slots ?? []), slot]);
  }
  return [...found].map(([day, slots]) => ({ day, slots }));
}
