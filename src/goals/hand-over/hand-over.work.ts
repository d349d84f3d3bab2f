import { workTable } from '../../platform/claims/work-table.js';
import { jobType } from '../../platform/queues/job-type.js';

export const handOverAction = jobType<{ id: string }>()('action.hand-over', 'notifications');

export const handOverWork = workTable({
  table: 'action_hand_over',
  queued: 'queued',
  running: 'running',
  job: handOverAction,
  hasDue: false,
  reclaim: true,
});
