import { workTable } from '../../platform/claims/work-table.js';
import { jobType } from '../../platform/queues/job-type.js';

export const CRM_EVENTS = [
  'customer.created',
  'customer.updated',
  'customer.activated',
  'customer.suspended',
  'customer.reactivated',
  'customer.closed',
] as const;
export type CrmEvent = (typeof CRM_EVENTS)[number];

export const deliverToCrm = jobType<{ id: string }>()('crm.deliver', 'notifications');

export const crmWork = workTable({
  table: 'crm_delivery',
  queued: 'queued',
  running: 'running',
  job: deliverToCrm,
  hasDue: false,
  reclaim: true,
});
