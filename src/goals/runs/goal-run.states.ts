import { defineStates } from '../../platform/state-machine/states.js';

export const RUN_STATES = ['queued', 'running', 'completed', 'failed', 'cancelled', 'refused'] as const;
export type RunStatus = (typeof RUN_STATES)[number];

type MovingStatus = Exclude<RunStatus, 'refused'>;

/** `running → queued` is the next attempt. `refused` is first and last, so it stands outside this table. */
export const runStates = defineStates<MovingStatus>('run', 'queued', {
  queued: ['running', 'cancelled'],
  running: ['completed', 'failed', 'cancelled', 'queued'],
  completed: [],
  failed: [],
  cancelled: [],
});

/** Moves a run that is not refused; throws `transition_refused` (409). */
export function moveRun(run: { status: RunStatus }, to: MovingStatus): void {
  runStates.move(run as { status: MovingStatus }, to);
}
