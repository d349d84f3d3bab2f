import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../database/database.js';
import { QueuePublisher } from '../queues/queue-publisher.js';
import { tick } from './tick.job.js';

/** Milliseconds between ticks. */
export const TICK_EVERY = 10_000;
const LOCK = 7_203_001;

/** Worker role: makes sure that the one scheduler exists. Parallel upserts of one id reject, hence the lock. */
@Injectable()
export class UpkeepScheduler implements OnApplicationBootstrap {
  private readonly log = new Logger('Upkeep');

  constructor(
    private readonly database: Database,
    private readonly queues: QueuePublisher,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.database.em().transactional(async (em) => {
      await em.execute('select pg_advisory_xact_lock(?)', [LOCK]);
      await this.queues
        .queue(tick.queue)
        .upsertJobScheduler(
          'tick',
          { every: TICK_EVERY },
          { name: tick.name, data: {}, opts: { attempts: 1 } },
        );
    });
    this.log.log('the upkeep tick is scheduled');
  }
}
