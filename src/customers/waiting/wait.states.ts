import { defineStates } from '../../platform/state-machine/states.js';

export const WAIT_STATES = ['parked', 'due', 'ended'] as const;
export type WaitStatus = (typeof WAIT_STATES)[number];

/** Due from the follow-up on; parked again when a later follow-up is set. */
export const waitStates = defineStates<WaitStatus>('wait', 'parked', {
  parked: ['due', 'ended'],
  due: ['parked', 'ended'],
  ended: [],
});
