import { workTable } from '../platform/claims/work-table.js';
import { jobType } from '../platform/queues/job-type.js';

/** Send one mail. */
export const sendMail = jobType<{ id: string }>()('mail.send', 'emails');

/** Not reclaimed when a worker dies: whether its message left is a question of its own (lost-mail.task.ts). */
export const mailWork = workTable({
  table: 'mail',
  queued: 'queued',
  running: 'sending',
  job: sendMail,
  hasDue: true,
  reclaim: false,
});
