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
