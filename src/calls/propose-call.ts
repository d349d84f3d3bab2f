import type { WorkingHours } from '../customers/csm-table.js';
import { ONBOARDING_CALL_WITHIN_HOURS, proposeSlot, type ProposedSlot } from './propose-slot.js';
import type { Busy } from './call.repository.js';

export interface Candidate {
  readonly id: string;
  /** "Sarah Johnson" */
  readonly name: string;
  readonly hours: WorkingHours;
  readonly busy: readonly Busy[];
}

export interface CallRequestTimes {
  readonly signedUpAt: Date;
  /** Nothing earlier is proposed. */
  readonly earliest: Date;
  /** IANA name. */
  readonly customerTimezone: string;
}

export interface ProposedCall extends ProposedSlot {
  /** Who takes it. */
  readonly csmId: string;
}

/**
 * Runbook Step 3's call within 24 hours: in the hours of the customer's own manager; where that manager has no slot
 * in time, a colleague's turn (who covers an absence first, then whoever is free earliest), with the reason; where
 * nobody has one, the first slot of the own manager, or of the cover while that one is away. Null when nobody has a
 * slot for 60 days.
 */
export function proposeCall(
  times: CallRequestTimes,
  own: Candidate,
  colleagues: readonly Candidate[],
): ProposedCall | null {
  const coverId = coverAt(own, times.earliest);
  const tried = [own, ...colleagues].flatMap((candidate) => {
    const slot = proposeSlot({ ...times, ...candidate, csmName: candidate.name });
    return slot ? [{ candidate, slot }] : [];
  });
  const mine = tried.find(({ candidate }) => candidate === own);
  if (mine?.slot.withinTarget) return { ...mine.slot, csmId: own.id };
  const others = tried
    .filter(({ candidate }) => candidate !== own)
    .sort((a, b) => rank(a, coverId) - rank(b, coverId) || startOf(a) - startOf(b));
  const why =
    coverId === null ? `${own.name} has no free slot within ${HOURS} h of signup` : `${own.name} is away`;
  const inTime = others.find(({ slot }) => slot.withinTarget);
  if (inTime) return taken(inTime, why);
  const cover = coverId === null ? undefined : others.find(({ candidate }) => candidate.id === coverId);
  if (cover && startOf(cover) < (mine ? startOf(mine) : Infinity)) return taken(cover, why);
  if (mine) return { ...mine.slot, csmId: own.id };
  const [first] = [...others].sort((a, b) => startOf(a) - startOf(b));
  return first ? taken(first, why) : null;
}

const HOURS = ONBOARDING_CALL_WITHIN_HOURS;

interface Try {
  readonly candidate: Candidate;
  readonly slot: ProposedSlot;
}

const startOf = ({ slot }: Try): number => slot.startsAt.getTime();
const rank = ({ candidate }: Try, coverId: string | null): number => (candidate.id === coverId ? 0 : 1);

const taken = ({ candidate, slot }: Try, why: string): ProposedCall => ({
  ...slot,
  csmId: candidate.id,
  reason: `${why}: ${candidate.name} takes the call.${slot.reason === null ? '' : ` ${slot.reason}`}`,
});

/** Who covers for the manager at an instant; null while the manager is there. */
function coverAt({ busy }: Candidate, at: Date): string | null {
  const absence = busy.find(
    ({ startsAt, endsAt, coverId }) => coverId !== null && at >= startsAt && at < endsAt,
  );
  return absence?.coverId ?? null;
}
