import { workTable } from '../../platform/claims/work-table.js';
import { jobType } from '../../platform/queues/job-type.js';

export const letGo = jobType<{ id: string }>()('credential.let-go', 'credential-tests');

export const lettingGoWork = workTable({
  table: 'letting_go',
  queued: 'queued',
  running: 'running',
  job: letGo,
  hasDue: false,
  reclaim: true,
});
