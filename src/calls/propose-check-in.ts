import { addDays, dayKey } from '../platform/time/wall-clock.js';
import {
  freeSlots,
  isCustomerDay,
  type Interval,
  type ProposedSlot,
  type SlotRequest,
} from './propose-slot.js';

/** Runbook Step 12: "day 5 check-in (trial conversion discussion)". */
export const CHECK_IN_DAY = 5;
/** Where day 5 is nobody's working day, the talk comes earlier rather than after the trial's end. */
const DAYS = [CHECK_IN_DAY, 4, 3, 6, 7];

export interface CheckInRequest extends Omit<SlotRequest, 'signedUpAt'> {
  readonly activatedAt: Date;
  readonly endsAt: Date;
}

/**
 * A slot on the fifth day after activation, by the customer's calendar; where the CSM works none, a near day
 * before the trial's end, with the reason. Null when there is none before the end.
 */
export function proposeCheckIn(request: CheckInRequest): ProposedSlot | null {
  const { activatedAt, endsAt, customerTimezone, csmName } = request;
  const inTrial: Interval[] = [];
  for (const slot of freeSlots(request)) {
    if (slot.endsAt > endsAt) break;
    inTrial.push(slot);
  }
  const first = dayKey(activatedAt, customerTimezone);
  for (const day of DAYS) {
    const key = addDays(first, day);
    const onDay = inTrial.filter(({ startsAt }) => dayKey(startsAt, customerTimezone) === key);
    const slot = onDay.find((one) => isCustomerDay(one, customerTimezone)) ?? onDay[0];
    if (!slot) continue;
    const reason =
      day === CHECK_IN_DAY ? null : `${csmName} has no free slot on day ${CHECK_IN_DAY}; day ${day} instead.`;
    return { ...slot, withinTarget: reason === null, reason };
  }
  return null;
}
