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

const actionStates = defineStates<ActionStatus>('action', 'none', {
  none: ['recorded', 'handed_over'],
  recorded: [],
  handed_over: ['done', 'failed'],
  failed: ['handed_over', 'done'],
  done: [],
});

/** Throws `transition_refused` (409). */
export function moveAction(deliverable: { action: ActionStatus }, to: ActionStatus): void {
  const action = { status: deliverable.action };
  actionStates.move(action, to);
  deliverable.action = action.status;
}
