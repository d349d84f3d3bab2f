import { Injectable } from '@nestjs/common';
import { SystemClock } from '../clocks/system-clock.js';
import { Database } from '../database/database.js';
import type { UpkeepTask } from '../upkeep/upkeep-task.js';
import { IdempotencyRepository } from './idempotency.repository.js';

const DAY = 24 * 60 * 60 * 1000;

/** Idempotency keys live for 24 hours of the system clock. */
@Injectable()
export class ForgetKeysTask implements UpkeepTask {
  readonly name = 'forget idempotency keys';

  constructor(
    private readonly database: Database,
    private readonly keys: IdempotencyRepository,
    private readonly clock: SystemClock,
  ) {}

  /** Not a business instant: the sandbox clock does not stop for it. */
  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async run(): Promise<number> {
    await this.keys.forgetBefore(this.database.em(), this.clock.in(-DAY));
    return 0;
  }
}
