import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { defineStates } from '../platform/state-machine/states.js';
import { goalErrors } from './goal.errors.js';

export const GOAL_STATES = ['pending_approval', 'approved', 'rejected', 'paused', 'archived'] as const;
export type GoalStatus = (typeof GOAL_STATES)[number];

/** Why an approved goal does not run; `person` and `contained` stay until a person resumes it (`GoalResumption`). */
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

/** What a goal that is not paused knows of a pause. */
export const NOT_PAUSED = { pauseReason: null, pausedBy: null, pauseNote: null } as const;

/** Why a button cannot be pressed that needs the goal in one of these states, or undefined. */
export function refusalUnless(
  { status }: { readonly status: GoalStatus },
  ...states: readonly GoalStatus[]
): AppError | undefined {
  if (states.includes(status)) return undefined;
  if (status === 'archived') return goalErrors.goal_finished('Nothing more happens to it.');
  const said = (state: GoalStatus) => state.replace('_', ' ');
  return commonErrors.transition_refused(
    `The goal is ${said(status)}, not ${states.map(said).join(' or ')}.`,
  );
}
