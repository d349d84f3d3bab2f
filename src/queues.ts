import type { QueueSettings } from './platform/queues/queue-settings.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const common = { lock: 20 * SECOND, stalledCheck: 10 * SECOND, keepCompleted: 4 * HOUR, keepFailed: 7 * DAY };

/** Every queue and all its figures (milliseconds; see QueueSettings). A job whose queue is missing here stops the boot. */
export const QUEUES = {
  'domain-checks': { ...common, concurrency: 4, attempts: 5, backoff: 2 * SECOND, timeout: MINUTE },
  'credential-tests': { ...common, concurrency: 8, attempts: 5, backoff: 2 * SECOND, timeout: 2 * MINUTE },
  // Three attempts, with their pauses, end before a run counts as stuck (ten minutes).
  'goal-runs': { ...common, concurrency: 4, attempts: 3, backoff: 5 * SECOND, timeout: 3 * MINUTE },
  emails: { ...common, concurrency: 4, attempts: 12, backoff: 30 * SECOND, timeout: 2 * MINUTE },
  reports: { ...common, concurrency: 1, attempts: 5, backoff: 10 * SECOND, timeout: 5 * MINUTE },
  notifications: { ...common, concurrency: 4, attempts: 10, backoff: 5 * SECOND, timeout: MINUTE },
  upkeep: {
    ...common,
    concurrency: 1,
    attempts: 1,
    backoff: SECOND,
    timeout: 5 * MINUTE,
    keepCompleted: 10 * MINUTE,
  },
} as const satisfies Record<string, QueueSettings>;
