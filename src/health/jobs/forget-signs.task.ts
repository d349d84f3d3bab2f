import { Injectable } from '@nestjs/common';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { Database } from '../../platform/database/database.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { SignsRepository } from '../signs.repository.js';

const HOUR = 60 * 60_000;
const KEPT = 24 * HOUR;

/** Canaries and the beats of dead workers are kept for a day of the system clock. */
@Injectable()
export class ForgetSignsTask implements UpkeepTask {
  readonly name = 'forget signs of life';
  private next = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly signs: SignsRepository,
  ) {}

  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Once an hour is enough. */
  async run(): Promise<number> {
    const now = this.clock.now().getTime();
    if (now < this.next) return 0;
    await this.signs.forgetBefore(this.database.em(), this.clock.in(-KEPT));
    this.next = now + HOUR;
    return 0;
  }
}
