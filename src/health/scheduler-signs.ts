import { Injectable } from '@nestjs/common';
import { TICK_SCHEDULE } from '../platform/schedules/schedule.js';
import { Readiness } from './readiness.js';
import { SchedulesQueries } from './schedules.queries.js';

/** One sign, and what it says in words. */
export interface Sign {
  readonly ok: boolean;
  readonly says: string;
}

export interface Signs {
  /** Whether due goals are looked for. */
  readonly scheduler: Sign;
  /** Whether what is found comes through the queue. */
  readonly worker: Sign;
}

const DUE_GOALS = 'due goals';

/** Whether goals would be run now: is there who plans them, and does work come through the queue. */
@Injectable()
export class SchedulerSigns {
  constructor(
    private readonly readiness: Readiness,
    private readonly schedules: SchedulesQueries,
  ) {}

  async look(): Promise<Signs> {
    const { checks } = await this.readiness.look();
    const queue = checks.find(({ name }) => name === 'queue');
    return {
      scheduler: await this.scheduler(checks.find(({ name }) => name === 'worker')),
      worker: { ok: queue?.ok ?? false, says: queue?.detail ?? 'No canary job came through yet.' },
    };
  }

  private async scheduler(worker: { ok: boolean; detail: string } | undefined): Promise<Sign> {
    if (!worker?.ok) return { ok: false, says: worker?.detail ?? 'No worker is alive.' };
    for (const name of [TICK_SCHEDULE.name, DUE_GOALS]) {
      const schedule = await this.schedules.one(name);
      if (schedule && (schedule.state === 'late' || schedule.state === 'failed'))
        return { ok: false, says: `${schedule.title}: ${schedule.state}.` };
    }
    return { ok: true, says: `It looks every 10 seconds. ${worker.detail}` };
  }
}
