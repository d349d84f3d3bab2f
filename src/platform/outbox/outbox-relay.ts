import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Waypoints } from '../claims/waypoints.js';
import { Database } from '../database/database.js';
import { QueuePublisher } from '../queues/queue-publisher.js';
import { OutboxRepository } from './outbox.repository.js';

const BATCH = 200;

/**
 * Hands committed messages to their queues, at least once: the rows' removal commits after the queue has taken
 * the jobs. A crash between the two repeats the job; handlers claim their row.
 */
@Injectable()
export class OutboxRelay implements BeforeApplicationShutdown {
  private readonly log = new Logger('Outbox');
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxRepository,
    private readonly queues: QueuePublisher,
    private readonly waypoints: Waypoints,
  ) {}

  /** Start a flush, or have the running one look once more; failures are left to the sweeper. */
  kick(): void {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain().finally(() => {
      this.running = undefined;
      if (this.again) {
        this.again = false;
        this.kick();
      }
    });
  }

  /** Ends when nothing committed so far is left to hand over (tests, the sandbox clock and shutdown wait for it). */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  /** In every role: a hand-over that outlives the queues' connections would wait for them forever. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.idle();
  }

  private async drain(): Promise<void> {
    try {
      while ((await this.flushBatch()) === BATCH) continue;
    } catch (error) {
      this.log.warn({ err: error }, 'could not hand jobs to their queues; the sweeper tries again');
    }
  }

  private flushBatch(): Promise<number> {
    return this.database.em().transactional(async (em) => {
      const messages = await this.outbox.take(em, BATCH);
      if (messages.length === 0) return 0;
      await this.queues.publish(messages);
      this.waypoints.pass('published, outbox row not removed');
      return messages.length;
    });
  }
}
