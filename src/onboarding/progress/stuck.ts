/** Hours without a step done after which a customer is stuck. */
export const STUCK_AFTER_HOURS = 48;
const HOUR = 60 * 60 * 1000;

export interface StuckFacts {
  readonly now: Date;
  /** Null when every step is done. */
  readonly currentStep: string | null;
  readonly lastDoneAt: Date | null;
  readonly createdAt: Date;
  readonly status: string;
  /** Of the wait that is open. */
  readonly followUpAt: Date | null;
}

/** 48 hours without a step done, unless it waits with a follow-up ahead. */
export function isStuck(facts: StuckFacts): boolean {
  const { now, currentStep, lastDoneAt, createdAt, status, followUpAt } = facts;
  if (currentStep === null || status === 'closed') return false;
  if (followUpAt !== null && followUpAt > now) return false;
  return now.getTime() - (lastDoneAt ?? createdAt).getTime() >= STUCK_AFTER_HOURS * HOUR;
}
