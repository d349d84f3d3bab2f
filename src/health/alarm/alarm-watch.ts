import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerAlarm } from './scheduler-alarm.js';
import { TroubleQueries } from './trouble.queries.js';

const EVERY = 30_000;

/** Web role: where no worker is alive, no tick looks; somebody who is alive must. Several may: the first to tell, tells. */
@Injectable()
export class AlarmWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Health');
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly troubles: TroubleQueries,
    private readonly alarm: SchedulerAlarm,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void (this.looking = this.look()), EVERY);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Looks now, unless the ticks do. */
  async look(): Promise<void> {
    try {
      if (await this.troubles.isSilent()) await this.alarm.look();
    } catch (error) {
      this.log.warn({ err: error }, 'could not look whether the scheduler works; looks again in 30 seconds');
    }
  }
}
