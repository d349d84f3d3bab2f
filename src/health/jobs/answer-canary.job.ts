import { Injectable } from '@nestjs/common';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { Database } from '../../platform/database/database.js';
import { jobType, type JobHandler, type JobResult } from '../../platform/queues/job-type.js';
import { SignsRepository } from '../signs.repository.js';

/** Shows that outbox, queue and worker pass work on. Delivered twice, it arrives once. */
export const answerCanary = jobType<{ canaryId: string }>()('health.canary', 'upkeep');

@Injectable()
export class AnswerCanaryJob implements JobHandler<typeof answerCanary> {
  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly signs: SignsRepository,
  ) {}

  async handle({ canaryId }: { canaryId: string }): Promise<JobResult> {
    return { first: await this.signs.arrive(this.database.em(), canaryId, this.clock.now()) };
  }
}
