/** How one queue works: every figure stands here, none is left to a default. Times in milliseconds. */
export interface QueueSettings {
  /** Jobs at once in one worker process. */
  readonly concurrency: number;
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** First pause before another attempt; doubles each time, with jitter of half its length. */
  readonly backoff: number;
  /** A worker silent for this long has lost the job. */
  readonly lock: number;
  /** How often lost jobs are looked for. */
  readonly stalledCheck: number;
  /** A job's signal aborts after this. */
  readonly timeout: number;
  /** Finished jobs are kept this long in the queue's own record; our rows are kept on their own terms. */
  readonly keepCompleted: number;
  readonly keepFailed: number;
}

export type QueueTable = Readonly<Record<string, QueueSettings>>;

const SECOND = 1000;

/** BullMQ's options for the jobs of a queue. */
export const jobOptions = ({ attempts, backoff, keepCompleted, keepFailed }: QueueSettings) => ({
  attempts,
  backoff: { type: 'exponential', delay: backoff, jitter: 0.5 },
  removeOnComplete: { age: keepCompleted / SECOND },
  removeOnFail: { age: keepFailed / SECOND },
});

/** BullMQ's options for the worker of a queue. A job lost three times by dying workers is poison and fails. */
export const workerOptions = ({ concurrency, lock, stalledCheck, attempts }: QueueSettings) => ({
  concurrency,
  lockDuration: lock,
  stalledInterval: stalledCheck,
  maxStalledCount: 3,
  maxStartedAttempts: attempts + 3,
  // After a lost connection; the default of 15 s keeps work waiting, and a shutdown too.
  runRetryDelay: 1_000,
});
