import { Injectable } from '@nestjs/common';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { Database } from '../../platform/database/database.js';
import { ScheduleRepository } from '../../platform/schedules/schedule.repository.js';
import { TICK_SCHEDULE } from '../../platform/schedules/schedule.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { SignsRepository } from '../signs.repository.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** Canaries and the beats of dead workers are kept for a day, minutes of the tick for two, other schedules for five weeks. */
@Injectable()
export class ForgetSignsTask implements UpkeepTask {
  readonly name = 'forget signs of life';
  private next = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly signs: SignsRepository,
    private readonly occurrences: ScheduleRepository,
  ) {}

  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Once an hour is enough. */
  async run(business: Date): Promise<number> {
    const now = this.clock.now().getTime();
    if (now < this.next) return 0;
    const em = this.database.em();
    await this.signs.forgetBefore(em, this.clock.in(-DAY));
    await this.occurrences.forgetOf(em, TICK_SCHEDULE.name, this.clock.in(-2 * DAY));
    await this.occurrences.forgetBefore(em, new Date(business.getTime() - 35 * DAY), TICK_SCHEDULE.name);
    this.next = now + HOUR;
    return 0;
  }
}
