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
});

/** Attempts of a run in all, whatever ended them; a row that kills its workers is poison and fails. */
export const RUN_ATTEMPTS = 3;
