import { Injectable } from '@nestjs/common';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { Database, type EntityManager } from '../../platform/database/database.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { MailDelivery } from '../mail-delivery.js';
import { MailRepository } from '../mail.repository.js';

const AT_ONCE = 200;

/** Finds mails whose sender died, and says of each whether it may go again or is `unknown`. */
@Injectable()
export class LostMailTask implements UpkeepTask {
  readonly name = 'lost mails';

  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailRepository,
    private readonly delivery: MailDelivery,
  ) {}

  /** Leases end by the system clock: the business clock has nothing to wait for here. */
  nextDue(_em: EntityManager): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async run(): Promise<number> {
    const now = this.clock.now();
    const ids = await this.mails.lost(this.database.em(), now, AT_ONCE);
    let moved = 0;
    for (const id of ids) {
      const done = await this.unitOfWork.run(systemActor(this.name), (tx) => this.delivery.lost(tx, id, now));
      if (done) moved += 1;
    }
    return moved;
  }
}
