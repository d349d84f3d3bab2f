import type { EntityManager } from '../database/database.js';
import type { Schedule } from '../schedules/schedule.js';

/**
 * Something that falls due by the business clock: a trial's end, a goal's next run, a report.
 * Its rows hold the instants; each tick asks what is due and does it, claiming each row so that a second
 * worker doing the same finds nothing.
 */
export interface UpkeepTask {
  readonly name: string;
  /** Given by tasks that should run at known instants: the ledger keeps what should have run against what did. */
  readonly schedule?: Schedule;
  /** The earliest instant at which `run` would find work, past or future; undefined when nothing is planned. */
  nextDue(em: EntityManager): Promise<Date | undefined>;
  /** Do what is due at `now`; answers how many rows it moved. */
  run(now: Date): Promise<number>;
}
