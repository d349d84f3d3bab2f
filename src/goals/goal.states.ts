import { defineStates } from '../platform/state-machine/states.js';

export const GOAL_STATES = ['pending_approval', 'approved', 'rejected', 'paused', 'archived'] as const;
export type GoalStatus = (typeof GOAL_STATES)[number];

/** Why an approved goal does not run; `person` and `contained` stay until a person resumes it. */
export const PAUSE_REASONS = [
  'person',
  'trial_ended',
  'customer_suspended',
  'credential',
  'contained',
] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

export const goalStates = defineStates<GoalStatus>('goal', 'pending_approval', {
  pending_approval: ['approved', 'rejected', 'archived'],
  approved: ['paused', 'pending_approval', 'archived'],
  rejected: ['pending_approval', 'archived'],
  paused: ['approved', 'pending_approval', 'archived'],
  archived: [],
});
