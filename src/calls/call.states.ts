import { defineStates } from '../platform/state-machine/states.js';

export const CALL_STATES = ['scheduled', 'held', 'no_show', 'cancelled'] as const;
export type CallStatus = (typeof CALL_STATES)[number];

export const callStates = defineStates<CallStatus>('call', 'scheduled', {
  scheduled: ['held', 'no_show', 'cancelled'],
  held: [],
  no_show: [],
  cancelled: [],
});
