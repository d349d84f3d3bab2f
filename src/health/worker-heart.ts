import { hostname } from 'node:os';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SystemClock } from '../platform/clocks/system-clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids/new-id.js';
import { Canaries } from './canaries.js';
import { Readiness } from './readiness.js';
import { SignsRepository } from './signs.repository.js';

const EVERY = 10_000;

/** Worker role: says every ten seconds that this process is alive, and sends a canary at its start. */
@Injectable()
export class WorkerHeart implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Worker');
  private readonly id = newId();
  private readonly startedAt: Date;
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly signs: SignsRepository,
    private readonly canaries: Canaries,
    private readonly readiness: Readiness,
  ) {
    this.startedAt = clock.now();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => void (this.beating = this.beatAnyway()), EVERY);
    this.readiness.awaitCanaryOf(await this.canaries.send());
  }

  /** A worker that ends in order takes its beat with it, so that nobody counts on it. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    await this.signs.forgetBeat(this.database.em(), this.id).catch((error: unknown) => {
      this.log.warn({ err: error }, 'the beat of this worker stays until it is too old');
    });
  }

  private beat(): Promise<void> {
    const { id, startedAt } = this;
    const beatAt = this.clock.now();
    return this.signs.beat(this.database.em(), { id, host: hostname(), pid: process.pid, startedAt, beatAt });
  }

  private async beatAnyway(): Promise<void> {
    await this.beat().catch((error: unknown) => {
      this.log.warn({ err: error }, 'could not say that this worker is alive; tries again in ten seconds');
    });
  }
}
