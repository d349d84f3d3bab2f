import { workTable } from '../../platform/claims/work-table.js';
import { jobType } from '../../platform/queues/job-type.js';

export const runGoal = jobType<{ id: string }>()('goal.run', 'goal-runs');

export const goalRunWork = workTable({
  table: 'goal_run',
  queued: 'queued',
  running: 'running',
  job: runGoal,
  hasDue: false,
  reclaim: true,
  retries: true,
});

/** Attempts of a run in all, whatever ended them; a row that kills its workers is poison and fails. */
export const RUN_ATTEMPTS = 3;

/** Milliseconds after which a run that has not ended is stuck (runbook Issue 4). */
export const RUN_STUCK_MS = 10 * 60_000;
