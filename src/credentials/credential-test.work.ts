import { workTable } from '../platform/claims/work-table.js';
import { jobType } from '../platform/queues/job-type.js';

export const testCredential = jobType<{ id: string }>()('credential.test', 'credential-tests');

export const credentialTestWork = workTable({
  table: 'credential_test',
  queued: 'queued',
  running: 'running',
  job: testCredential,
  hasDue: false,
  reclaim: true,
});
