import { defineStates } from '../platform/state-machine/states.js';

export const TRIAL_STATES = ['pending', 'active', 'converted', 'expired', 'cancelled'] as const;
export type TrialStatus = (typeof TRIAL_STATES)[number];

/** `active → pending` undoes an activation nobody used; a lapsed trial may still convert for 14 days. */
export const trialStates = defineStates<TrialStatus>('trial', 'pending', {
  pending: ['active', 'cancelled'],
  active: ['converted', 'expired', 'cancelled', 'pending'],
  converted: [],
  expired: ['converted'],
  cancelled: [],
});

/** What a trial is at an instant: one whose end has come is over, whether or not upkeep has been there. */
export function statusAt(
  { status, endsAt }: { readonly status: TrialStatus; readonly endsAt?: Date | null | undefined },
  now: Date,
): TrialStatus {
  return status === 'active' && endsAt && endsAt <= now ? 'expired' : status;
}

/** Why an agent was not hired. */
export const NOT_HIRED_REASONS = [
  'price',
  'no_need',
  'results',
  'missing_capability',
  'timing',
  'other_product',
  'no_answer',
  'other',
] as const;
export type NotHiredReason = (typeof NOT_HIRED_REASONS)[number];

export const NOT_HIRED_WORDS: Readonly<Record<NotHiredReason, string>> = {
  price: 'Price',
  no_need: 'No need for it',
  results: 'Results did not convince',
  missing_capability: 'Something it cannot do',
  timing: 'Not now',
  other_product: 'Took another product',
  no_answer: 'No answer',
  other: 'Something else',
};
