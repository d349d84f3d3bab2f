import { Injectable } from '@nestjs/common';
import { SystemClock } from '../clocks/system-clock.js';
import { PermanentFailure, jobType, type JobHandler, type JobResult } from '../queues/job-type.js';
import { ScheduleLedger } from '../schedules/schedule-ledger.js';
import { TICK_SCHEDULE, minuteAfter, minuteOf } from '../schedules/schedule.js';
import { Upkeep } from './upkeep.js';

/** Fired every ten seconds by the one BullMQ scheduler there is; everything else that is timed hangs on it. */
export const tick = jobType<Record<string, never>>()('upkeep.tick', 'upkeep');

@Injectable()
export class TickJob implements JobHandler<typeof tick> {
  private minute = 0;

  constructor(
    private readonly upkeep: Upkeep,
    private readonly ledger: ScheduleLedger,
    private readonly clock: SystemClock,
  ) {}

  async handle(): Promise<JobResult> {
    const { moved, failed } = await this.tick();
    if (failed.length > 0) throw new PermanentFailure(`failed tasks: ${failed.join(', ')}`);
    return { moved };
  }

  /** The first tick of a minute stands for it in the ledger. */
  private async tick(): ReturnType<Upkeep['tick']> {
    const minute = minuteOf(this.clock.now());
    if (minute.getTime() === this.minute) return this.upkeep.tick();
    this.minute = minute.getTime();
    let due = minute;
    return this.ledger.keep({
      schedule: TICK_SCHEDULE,
      now: async () => this.clock.now(),
      due: async () => due,
      run: async () => {
        const result = await this.upkeep.tick();
        due = minuteAfter(this.clock.now());
        return result;
      },
    });
  }
}
