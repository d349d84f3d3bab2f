import { Injectable } from '@nestjs/common';

import { AppConfig } from '../../config/app-config.js';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { Database, type EntityManager } from '../../platform/database/database.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import { addDays } from '../../platform/time/wall-clock.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import { nightBegins, nightOf, planRetests } from './retest-plan.js';
import { RetestsRepository } from './retests.repository.js';

/** What was tested so shortly before the night is not tested again in it. */
const LOOKED_AT_MS = 6 * 3_600_000;

/**
 * Plans each night's re-tests, so that a key that was taken back is found before a goal needs it: every active
 * credential, spread over the minutes by what its platform takes. After an outage the night that has begun is planned,
 * not those that passed.
 */
@Injectable()
export class PlanRetestsTask implements UpkeepTask {
  readonly name = 'daily credential tests';
  readonly schedule: Schedule;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: BusinessClock,
    private readonly database: Database,
    private readonly testers: ConnectionTesters,
    private readonly retests: RetestsRepository,
  ) {
    this.schedule = {
      name: this.name,
      title: 'Daily credential tests',
      rhythm: `From 01:00 on, ${config.reportTimezone}; as many a minute as each platform takes`,
      clock: 'business',
    };
  }

  async nextDue(em: EntityManager): Promise<Date> {
    const zone = this.config.reportTimezone;
    const last = await this.retests.lastNight(em);
    if (last !== undefined) {
      const next = nightBegins(addDays(last, 1), zone);
      const { night, begins } = nightOf(await this.clock.now(em), zone);
      return night > last ? begins : next;
    }
    return nightOf(await this.clock.now(em), zone).begins;
  }

  async run(now: Date): Promise<number> {
    const { night } = nightOf(now, this.config.reportTimezone);
    return this.database.em().transactional(async (em) => {
      if (!(await this.retests.begin(em, night, now))) return 0;
      let planned = 0;
      for (const platform of this.testers.offered()) {
        const { perMinute } = this.testers.for(platform);
        const ids = await this.retests.unplanned(em, platform, new Date(now.getTime() - LOOKED_AT_MS));
        const plan = planRetests(ids, perMinute, now, await this.retests.taken(em, platform, now));
        await this.retests.plan(em, plan);
        planned += plan.size;
      }
      await this.retests.count(em, night, planned);
      return 1;
    });
  }
}
