import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { Database, type EntityManager } from '../platform/database/database.js';
import type { Schedule } from '../platform/schedules/schedule.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../platform/upkeep/upkeep-task.js';
import { TrialNotices } from './trial-notices.service.js';
import { TrialRepository } from './trial.repository.js';

const AT_ONCE = 200;

/** Writes to customers whose check-in or trial's end comes near. */
@Injectable()
export class TrialNoticesTask implements UpkeepTask {
  readonly name = 'trial notices';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Check-in and expiry mails',
    rhythm: 'On the morning of the check-in, and 24 hours before the end',
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly trials: TrialRepository,
    private readonly notices: TrialNotices,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.trials.nextNotice(em);
  }

  async run(now: Date): Promise<number> {
    const due = await this.trials.toTell(this.database.em(), now, AT_ONCE);
    return eachRow(due, ({ id, customerId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(customerAggregate, customerId);
        const moved = await this.notices.turn(tx, await this.trials.getLocked(tx.em, id));
        await tx.em.flush();
        return moved;
      }),
    );
  }
}
