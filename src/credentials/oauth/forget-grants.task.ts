import { Injectable } from '@nestjs/common';

import { SystemClock } from '../../platform/clocks/system-clock.js';
import { Database } from '../../platform/database/database.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { OAuthGrantRepository } from './oauth-grant.repository.js';

const KEPT_MS = 7 * 24 * 3_600_000;

/** Authorizations are forgotten after seven days; what they led to is in credential and history. */
@Injectable()
export class ForgetGrantsTask implements UpkeepTask {
  readonly name = 'forget authorizations';

  constructor(
    private readonly grants: OAuthGrantRepository,
    private readonly database: Database,
    private readonly clock: SystemClock,
  ) {}

  /** Nothing a person waits for: the sandbox clock does not stop for it. */
  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async run(): Promise<number> {
    await this.grants.forgetBefore(this.database.em(), this.clock.in(-KEPT_MS));
    return 0;
  }
}
