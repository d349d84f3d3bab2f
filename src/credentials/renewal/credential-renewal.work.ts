import { workTable } from '../../platform/claims/work-table.js';
import { jobType } from '../../platform/queues/job-type.js';

export const renewToken = jobType<{ id: string }>()('credential.renew-token', 'credential-tests');

export const renewalWork = workTable({
  table: 'credential_renewal',
  queued: 'queued',
  running: 'running',
  job: renewToken,
  hasDue: false,
  reclaim: true,
});
