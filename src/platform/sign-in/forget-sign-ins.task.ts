import { Injectable } from '@nestjs/common';
import { SystemClock } from '../clocks/system-clock.js';
import { Database } from '../database/database.js';
import type { UpkeepTask } from '../upkeep/upkeep-task.js';
import { SignInThrottleRepository } from './sign-in-throttle.repository.js';

const DAY = 24 * 60 * 60 * 1000;

/** Counted tries are forgotten after a day of the system clock. */
@Injectable()
export class ForgetSignInsTask implements UpkeepTask {
  readonly name = 'forget sign-in tries';

  constructor(
    private readonly rows: SignInThrottleRepository,
    private readonly database: Database,
    private readonly clock: SystemClock,
  ) {}

  /** Not a business instant: the sandbox clock does not stop for it. */
  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async run(): Promise<number> {
    await this.rows.forgetBefore(this.database.em(), this.clock.in(-DAY));
    return 0;
  }
}
