import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { Database, type EntityManager } from '../platform/database/database.js';
import type { Schedule } from '../platform/schedules/schedule.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../platform/upkeep/upkeep-task.js';
import { DueRuns } from './due-runs.js';
import { GoalRepository } from './goal.repository.js';

const AT_ONCE = 200;

/** Makes the runs that are due. After an outage one catch-up run, and a refused row for each missed instant. */
@Injectable()
export class DueGoalsTask implements UpkeepTask {
  readonly name = 'due goals';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Scheduled goals',
    rhythm: "By each goal's frequency, in the customer's zone",
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly goals: GoalRepository,
    private readonly dueRuns: DueRuns,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.goals.nextDue(em);
  }

  async run(now: Date): Promise<number> {
    const due = await this.goals.due(this.database.em(), now, AT_ONCE);
    return eachRow(due, ({ id, customerId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(customerAggregate, customerId);
        return this.dueRuns.make(tx, id);
      }),
    );
  }
}
