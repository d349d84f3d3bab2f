import { Inject, Injectable } from '@nestjs/common';
import { QueuePublisher } from './queue-publisher.js';
import type { QueueTable } from './queue-settings.js';

export const QUEUE_TABLE = Symbol('queue table');

export interface QueueCounts {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  /** Waiting for a retry, or for a lease to end. */
  readonly delayed: number;
  readonly failed: number;
}

/** What stands on each queue: for health pages, and for waiting until work has come to rest. */
@Injectable()
export class QueueTraffic {
  constructor(
    @Inject(QUEUE_TABLE) private readonly table: QueueTable,
    private readonly queues: QueuePublisher,
  ) {}

  counts(): Promise<QueueCounts[]> {
    return Promise.all(Object.keys(this.table).map((name) => this.countsOf(name)));
  }

  /** Queues on which a job waits or runs now; jobs waiting for a later retry are at rest. */
  async busyQueues(): Promise<string[]> {
    const counts = await this.counts();
    return counts.filter(({ waiting, active }) => waiting + active > 0).map(({ queue }) => queue);
  }

  private async countsOf(queue: string): Promise<QueueCounts> {
    const counts = await this.queues
      .queue(queue)
      .getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed');
    const { wait = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
    return { queue, waiting: wait + prioritized, active, delayed, failed };
  }
}
