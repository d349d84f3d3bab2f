import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { Database } from '../../platform/database/database.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { SignInAttemptsRepository } from './sign-in-attempts.repository.js';

const KEPT_MS = 30 * 24 * 3_600_000;

/** Tries to sign in are forgotten after 30 days. */
@Injectable()
export class ForgetAttemptsTask implements UpkeepTask {
  readonly name = 'forget portal sign-in attempts';

  constructor(
    private readonly rows: SignInAttemptsRepository,
    private readonly database: Database,
    private readonly clock: BusinessClock,
  ) {}

  /** Nothing a person waits for: the sandbox clock does not stop for it. */
  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async run(): Promise<number> {
    const em = this.database.em();
    const now = await this.clock.now(em);
    await this.rows.forgetBefore(em, new Date(now.getTime() - KEPT_MS));
    return 0;
  }
}
