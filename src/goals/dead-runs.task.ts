import { Injectable } from '@nestjs/common';
import { SystemClock } from '../platform/clocks/system-clock.js';
import { Database } from '../platform/database/database.js';
import { eachRow } from '../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../platform/upkeep/upkeep-task.js';
import { GoalRunRepository } from './runs/goal-run.repository.js';
import { RUN_STUCK_MS } from './runs/goal-run.work.js';
import { RunSettlement } from './runs/run-settlement.js';

const AT_ONCE = 200;
/** Milliseconds that a run found stuck has to be taken up again, once workers are back from an outage. */
const TO_BE_TAKEN_UP = 60_000;

/**
 * Ends runs whose worker died between reservation and settlement and that no other took up in ten minutes, so that
 * their trial does not hold task and tokens for them for ever. Leases are instants of the system clock: moving the
 * sandbox's clock kills nobody.
 */
@Injectable()
export class DeadRunsTask implements UpkeepTask {
  readonly name = 'dead reservations';

  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly runs: GoalRunRepository,
    private readonly settlement: RunSettlement,
  ) {}

  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async run(now: Date): Promise<number> {
    const lapsed = this.clock.in(-RUN_STUCK_MS);
    const marked = new Date(now.getTime() - TO_BE_TAKEN_UP);
    const dead = await this.runs.deadSince(this.database.em(), lapsed, marked, AT_ONCE);
    return eachRow(dead, (run) => this.settlement.free(run, lapsed));
  }
}
