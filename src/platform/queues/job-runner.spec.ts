import { jest } from '@jest/globals';
import type { ModuleRef } from '@nestjs/core';
import type { Job } from 'bullmq';
import type { HandlerEntry } from './handler-table.js';
import { JobRunner } from './job-runner.js';
import type { JobContext, JobPayload } from './job-type.js';
import type { QueueSettings } from './queue-settings.js';

const settings = { timeout: 60_000, attempts: 1 } as QueueSettings;
const job = { name: 'piece', queueName: 'upkeep', id: '1', attemptsMade: 0, data: {} } as Job<JobPayload>;

/** Runs one job by `handle`; answers what the runner answers. */
function running(handle: (context: JobContext) => Promise<void>) {
  class Handler {}
  const modules = { get: () => ({ handle: (_data: unknown, context: JobContext) => handle(context) }) };
  const entry = { job: { name: 'piece' }, handler: Handler } as unknown as HandlerEntry;
  return new JobRunner([entry], modules as unknown as ModuleRef).run(job, undefined, settings);
}

describe('A job', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is told to stop when its time is over', async () => {
    await running(async ({ signal }) => {
      jest.advanceTimersByTime(59_999);
      expect(signal.aborted).toBe(false);
      jest.advanceTimersByTime(1);
      expect(signal.reason).toMatchObject({ name: 'TimeoutError', message: 'the job took longer than 60 s' });
    });
  });

  it.each(['done', 'failed'])('leaves no timer behind once it is %s', async (how) => {
    let signal: AbortSignal | undefined;
    const end = running((context) => {
      signal = context.signal;
      expect(jest.getTimerCount()).toBe(1);
      return how === 'done' ? Promise.resolve() : Promise.reject(new Error('no paper'));
    }).catch((error: Error) => error.message);
    expect(await end).toBe(how === 'done' ? undefined : 'no paper');
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(60_000);
    expect(signal?.aborted).toBe(false);
  });
});
