import { defineStates } from '../platform/state-machine/states.js';

export const SIGNUP_STATES = ['received', 'verified', 'accepted', 'rejected', 'duplicate'] as const;
export type SignupStatus = (typeof SIGNUP_STATES)[number];

export const signupStates = defineStates<SignupStatus>('signup', 'received', {
  received: ['verified', 'rejected', 'duplicate'],
  verified: ['accepted', 'rejected', 'duplicate'],
  accepted: [],
  rejected: [],
  duplicate: [],
});
