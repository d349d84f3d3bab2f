import { Injectable } from '@nestjs/common';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { SchedulerAlarm } from '../alarm/scheduler-alarm.js';

/** Each tick asks whether goals are run; where ticks no longer come, the web processes ask. */
@Injectable()
export class SchedulerAlarmTask implements UpkeepTask {
  readonly name = 'scheduler alarm';

  constructor(private readonly alarm: SchedulerAlarm) {}

  /** It follows what others do: the clock has nothing to wait for here. */
  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  run(): Promise<number> {
    return this.alarm.look();
  }
}
