import { workTable } from '../platform/claims/work-table.js';
import { jobType } from '../platform/queues/job-type.js';

export const checkDomain = jobType<{ id: string }>()('domain.check', 'domain-checks');

export const domainCheckWork = workTable({
  table: 'domain_check',
  queued: 'pending',
  running: 'running',
  job: checkDomain,
  hasDue: false,
  reclaim: true,
});
