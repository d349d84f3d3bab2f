import { defineStates } from '../../platform/state-machine/states.js';

export const DELIVERABLE_STATES = ['in_review', 'approved', 'rejected'] as const;
export type DeliverableStatus = (typeof DELIVERABLE_STATES)[number];

export const deliverableStates = defineStates<DeliverableStatus>('deliverable', 'in_review', {
  in_review: ['approved', 'rejected'],
  approved: [],
  rejected: [],
});

/** What became of the outside action that the deliverable proposes. */
export const ACTION_STATES = ['none', 'recorded', 'handed_over', 'done', 'failed'] as const;
export type ActionStatus = (typeof ACTION_STATES)[number];
