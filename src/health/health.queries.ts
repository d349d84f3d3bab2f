import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../platform/clocks/business-clock.js';
import { SystemClock } from '../platform/clocks/system-clock.js';
import { TroubleQueries } from './alarm/trouble.queries.js';
import { Readiness } from './readiness.js';
import type { SchedulerView } from './scheduler-view.js';
import { SchedulesQueries } from './schedules.queries.js';
import { WorkQueries } from './work.queries.js';

/** Reads of Health > Scheduler for the panel and REST. */
@Injectable()
export class HealthQueries {
  constructor(
    private readonly schedules: SchedulesQueries,
    private readonly work: WorkQueries,
    private readonly readiness: Readiness,
    private readonly troubles: TroubleQueries,
    private readonly business: BusinessClock,
    private readonly system: SystemClock,
  ) {}

  /** Schedules expected against actual, workers alive, the canary's age, and work on its way. */
  async scheduler(): Promise<SchedulerView> {
    const [{ checks }, schedules, goals, workers, queues] = await Promise.all([
      this.readiness.look(),
      this.schedules.all(),
      this.schedules.goals(),
      this.work.workers(),
      this.work.queues(),
    ]);
    return {
      at: this.system.now().toISOString(),
      businessAt: (await this.business.now()).toISOString(),
      alarms: await this.troubles.escalated(),
      checks,
      schedules,
      goals,
      workers,
      queues,
      outbox: await this.work.outbox(),
      stuck: await this.work.stuck(),
    };
  }
}
