import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { Database, type EntityManager } from '../../platform/database/database.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { ActionResults } from './action-results.js';
import { HandOverRepository } from './hand-over.repository.js';
import { RESULT_HOURS } from './hand-over.service.js';

const AT_ONCE = 200;

/** Flags handed-over actions whose result is missed. */
@Injectable()
export class OverdueActionsTask implements UpkeepTask {
  readonly name = 'overdue actions';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Results of handed-over actions',
    rhythm: `Flagged ${RESULT_HOURS} hours after an action could first be carried out`,
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly handOvers: HandOverRepository,
    private readonly results: ActionResults,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.handOvers.nextOverdue(em);
  }

  async run(now: Date): Promise<number> {
    const due = await this.handOvers.overdue(this.database.em(), now, AT_ONCE);
    return eachRow(due, ({ id, customerId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(customerAggregate, customerId);
        return this.results.flag(tx, id);
      }),
    );
  }
}
