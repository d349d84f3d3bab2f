import { Inject, Injectable, Logger, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { BusinessClock } from '../clocks/business-clock.js';
import { Database } from '../database/database.js';
import type { Schedule } from '../schedules/schedule.js';
import { ScheduleLedger } from '../schedules/schedule-ledger.js';
import type { UpkeepTask } from './upkeep-task.js';

export const UPKEEP_TASKS = Symbol('upkeep tasks');

/** Runs every task that may have something due. One failing task does not keep the others from their work. */
@Injectable()
export class Upkeep {
  private readonly log = new Logger('Upkeep');

  constructor(
    @Inject(UPKEEP_TASKS) private readonly types: readonly Type<UpkeepTask>[],
    private readonly modules: ModuleRef,
    private readonly database: Database,
    private readonly clock: BusinessClock,
    private readonly ledger: ScheduleLedger,
  ) {}

  /** One tick; answers how many rows were moved, and which tasks failed. */
  async tick(): Promise<{ moved: number; failed: string[] }> {
    let moved = 0;
    const failed: string[] = [];
    for (const task of this.tasks()) {
      try {
        moved += await this.turn(task);
      } catch (error) {
        failed.push(task.name);
        this.log.error({ err: error, task: task.name }, 'upkeep task failed; the next tick tries again');
      }
    }
    return { moved, failed };
  }

  /** The earliest due instant of all tasks. */
  async nextDue(): Promise<Date | undefined> {
    const em = this.database.em();
    const dues: number[] = [];
    for (const task of this.tasks()) {
      const due = await task.nextDue(em);
      if (due) dues.push(due.getTime());
    }
    return dues.length === 0 ? undefined : new Date(Math.min(...dues));
  }

  /** Everything that should run at known instants. */
  schedules(): Schedule[] {
    return this.tasks().flatMap(({ schedule }) => schedule ?? []);
  }

  private async turn(task: UpkeepTask): Promise<number> {
    const run = async (): Promise<number> => task.run(await this.clock.now());
    const { schedule } = task;
    if (!schedule) return run();
    const due = (): Promise<Date | undefined> => task.nextDue(this.database.em());
    return this.ledger.keep({ schedule, now: () => this.clock.now(), due, run });
  }

  private tasks(): UpkeepTask[] {
    return this.types.map((type) => this.modules.get<UpkeepTask>(type, { strict: false }));
  }
}
