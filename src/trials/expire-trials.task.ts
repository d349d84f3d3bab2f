import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { Database, type EntityManager } from '../platform/database/database.js';
import type { Schedule } from '../platform/schedules/schedule.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../platform/upkeep/upkeep-task.js';
import { TrialRepository } from './trial.repository.js';
import { TrialService } from './trial.service.js';

const AT_ONCE = 200;

/** Ends trials whose last hour has passed. */
@Injectable()
export class ExpireTrialsTask implements UpkeepTask {
  readonly name = 'expire trials';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Trial ends',
    rhythm: '168 hours after activation, and what was added',
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly trials: TrialRepository,
    private readonly service: TrialService,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.trials.nextEnd(em);
  }

  async run(now: Date): Promise<number> {
    const lapsed = await this.trials.lapsed(this.database.em(), now, AT_ONCE);
    return eachRow(lapsed, ({ id, customerId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(customerAggregate, customerId);
        return this.service.expire(tx, id);
      }),
    );
  }
}
