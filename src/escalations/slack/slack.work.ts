import { workTable } from '../../platform/claims/work-table.js';
import { jobType } from '../../platform/queues/job-type.js';

/** Post one message. */
export const sendToSlack = jobType<{ id: string }>()('slack.send', 'notifications');

/** Reclaimed when a worker dies: the copy that may come twice says so itself. */
export const slackWork = workTable({
  table: 'slack_message',
  queued: 'queued',
  running: 'running',
  job: sendToSlack,
  hasDue: true,
  reclaim: true,
});
