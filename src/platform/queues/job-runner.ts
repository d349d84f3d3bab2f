import { Inject, Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import { type HandlerEntry } from './handler-table.js';
import {
  LeaseHeld,
  PermanentFailure,
  type JobContext,
  type JobHandler,
  type JobPayload,
  type JobResult,
} from './job-type.js';
import type { QueueSettings } from './queue-settings.js';

export const HANDLERS = Symbol('job handlers');

/** Dispatches a job to its one handler under a time limit, and tells BullMQ what its failure means. */
@Injectable()
export class JobRunner {
  private readonly log = new Logger('Jobs');
  private readonly stopping = new AbortController();

  constructor(
    @Inject(HANDLERS) private readonly handlers: readonly HandlerEntry[],
    private readonly modules: ModuleRef,
  ) {}

  /** Abort what still runs (shutdown past its deadline). */
  abort(): void {
    this.stopping.abort(new Error('the worker is stopping'));
  }

  async run(job: Job<JobPayload>, token: string | undefined, settings: QueueSettings): Promise<JobResult> {
    const entry = this.handlers.find(({ job: { name } }) => name === job.name);
    if (!entry) throw new UnrecoverableError(`no handler for job ${job.name}`);
    const handler = this.modules.get<JobHandler>(entry.handler, { strict: false });
    const limit = new AbortController();
    // Not AbortSignal.timeout: that one lives on after the job, for minutes and by thousands.
    const timer = setTimeout(() => limit.abort(tookTooLong(settings)), settings.timeout);
    try {
      return await handler.handle(job.data, this.contextOf(job, settings, limit.signal));
    } catch (error) {
      if (error instanceof LeaseHeld) {
        await job.moveToDelayed(error.until.getTime() + 250, token);
        throw new DelayedError();
      }
      this.log.warn(
        { err: error, job: job.name, id: job.id, attempt: job.attemptsMade + 1 },
        'job attempt failed',
      );
      if (error instanceof PermanentFailure) throw new UnrecoverableError(error.message);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private contextOf(job: Job, settings: QueueSettings, limit: AbortSignal): JobContext {
    const attempt = job.attemptsMade + 1;
    return {
      signal: AbortSignal.any([limit, this.stopping.signal]),
      attempt,
      last: attempt >= settings.attempts,
      jobId: `${job.queueName}:${job.id ?? ''}`,
    };
  }
}

const tookTooLong = ({ timeout }: QueueSettings): DOMException =>
  new DOMException(`the job took longer than ${timeout / 1000} s`, 'TimeoutError');
