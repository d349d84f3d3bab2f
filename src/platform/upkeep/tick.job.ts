import { Injectable } from '@nestjs/common';
import { PermanentFailure, jobType, type JobHandler, type JobResult } from '../queues/job-type.js';
import { Upkeep } from './upkeep.js';

/** Fired every ten seconds by the one BullMQ scheduler there is; everything else that is timed hangs on it. */
export const tick = jobType<Record<string, never>>()('upkeep.tick', 'upkeep');

@Injectable()
export class TickJob implements JobHandler<typeof tick> {
  constructor(private readonly upkeep: Upkeep) {}

  async handle(): Promise<JobResult> {
    const { moved, failed } = await this.upkeep.tick();
    if (failed.length > 0) throw new PermanentFailure(`failed tasks: ${failed.join(', ')}`);
    return { moved };
  }
}
