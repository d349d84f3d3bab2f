import { Injectable } from '@nestjs/common';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { Database } from '../../platform/database/database.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { Canaries } from '../canaries.js';
import { SignsRepository } from '../signs.repository.js';

/** Ticks come every ten seconds: the canary after the first that comes later than this is the next minute's. */
const EVERY = 55_000;

/** A canary each minute of the system clock, whoever sent the last one. */
@Injectable()
export class SendCanaryTask implements UpkeepTask {
  readonly name = 'canary';

  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly signs: SignsRepository,
    private readonly canaries: Canaries,
  ) {}

  /** Not a business instant: the sandbox clock does not stop for it. */
  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async run(): Promise<number> {
    const last = await this.signs.newestSent(this.database.em());
    if (!last || last <= this.clock.in(-EVERY)) await this.canaries.send();
    return 0;
  }
}
