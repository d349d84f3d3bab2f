import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';
import type { JobPayload } from './job-type.js';

interface Message {
  readonly id: string;
  readonly queue: string;
  readonly job: string;
  readonly payload: JobPayload;
}

/** Puts jobs on their queues. Only the outbox relay and the upkeep scheduler call it. */
@Injectable()
export class QueuePublisher {
  constructor(private readonly modules: ModuleRef) {}

  queue(name: string): Queue {
    return this.modules.get<Queue>(getQueueToken(name), { strict: false });
  }

  /** The message's id is the job's id: while a job is kept, the queue itself ignores a repetition. */
  async publish(messages: readonly Message[]): Promise<void> {
    const byQueue = Map.groupBy(messages, ({ queue }) => queue);
    for (const [name, batch] of byQueue) {
      await this.queue(name).addBulk(
        batch.map(({ id, job, payload }) => ({ name: job, data: payload, opts: { jobId: id } })),
      );
    }
  }
}
