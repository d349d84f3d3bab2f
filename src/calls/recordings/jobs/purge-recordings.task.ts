import { Injectable } from '@nestjs/common';
import { SystemClock } from '../../../platform/clocks/system-clock.js';
import { Database, type EntityManager } from '../../../platform/database/database.js';
import type { Schedule } from '../../../platform/schedules/schedule.js';
import { systemActor } from '../../../platform/unit-of-work/actor.js';
import { eachRow } from '../../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../../platform/upkeep/upkeep-task.js';
import { RecordingRepository } from '../recording.repository.js';
import { RecordingSweep } from '../recording-sweep.js';
import { SILENT_MS } from '../broken-off.js';

const AT_ONCE = 50;

/** Ends what is 90 days old and uploads nobody finishes, and deletes the files of what was ended. */
@Injectable()
export class PurgeRecordingsTask implements UpkeepTask {
  readonly name = 'purge recordings';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Recordings end',
    rhythm: '90 days after the call began',
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly recordings: RecordingRepository,
    private readonly sweep: RecordingSweep,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.recordings.nextPurge(em);
  }

  async run(now: Date): Promise<number> {
    const actor = systemActor(this.name);
    const due = await this.recordings.due(this.database.em(), now, this.clock.in(-SILENT_MS), AT_ONCE);
    const ended = await eachRow(due, (row) =>
      this.sweep.drop(actor, row, row.status === 'receiving' ? 'upload_failed' : 'expired'),
    );
    const dropped = await this.recordings.deleting(this.database.em(), AT_ONCE);
    return ended + (await eachRow(dropped, (row) => this.sweep.remove(actor, row)));
  }
}
