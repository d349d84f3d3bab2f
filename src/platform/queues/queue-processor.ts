import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, Logger, type BeforeApplicationShutdown, type Type } from '@nestjs/common';
import type { Job } from 'bullmq';
import type { JobPayload, JobResult } from './job-type.js';
import { JobRunner } from './job-runner.js';
import { workerOptions, type QueueSettings } from './queue-settings.js';

/** How long running jobs may finish at shutdown before their signal aborts and they are left to their leases. */
const DRAIN_DEADLINE = 8_000;

/** The one processor of a queue. Nest closes databases before workers unless the workers are drained first. */
export function processorFor(queue: string, settings: QueueSettings): Type<WorkerHost> {
  @Processor(queue, workerOptions(settings))
  class QueueProcessor extends WorkerHost implements BeforeApplicationShutdown {
    private readonly log = new Logger(`Queue ${queue}`);

    constructor(@Inject(JobRunner) private readonly runner: JobRunner) {
      super();
    }

    process(job: Job<JobPayload>, token?: string): Promise<JobResult> {
      return this.runner.run(job, token, settings);
    }

    /** Without a listener BullMQ would throw connection errors out of the process; it reconnects by itself. */
    @OnWorkerEvent('error')
    onError(error: Error): void {
      this.log.warn({ err: error }, 'worker connection trouble');
    }

    async beforeApplicationShutdown(): Promise<void> {
      if (!this.started()) return;
      const deadline = setTimeout(() => this.runner.abort(), DRAIN_DEADLINE);
      await this.worker.close().finally(() => clearTimeout(deadline));
    }

    private started(): boolean {
      try {
        return this.worker !== undefined;
      } catch {
        return false;
      }
    }
  }
  Object.defineProperty(QueueProcessor, 'name', { value: `${queue}-processor` });
  return QueueProcessor;
}
