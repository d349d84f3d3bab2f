import { Injectable } from '@nestjs/common';
import { Database, type EntityManager } from '../../platform/database/database.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { mailAggregate } from '../mail.aggregate.js';
import { MailRepository } from '../mail.repository.js';
import { MailGate } from '../rules/mail-gate.js';
import { MailGateRepository } from '../rules/mail-gate.repository.js';

const AT_ONCE = 200;

/**
 * Releases held mails that are due, in the order of asking; reckons those anew whose customer moved to another
 * zone, and cancels those of customers that were suspended or closed.
 */
@Injectable()
export class HeldMailsTask implements UpkeepTask {
  readonly name = 'held mails';

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailRepository,
    private readonly held: MailGateRepository,
    private readonly gate: MailGate,
  ) {}

  /** Their due hours are known to the task that looks after all waiting work. */
  nextDue(_em: EntityManager): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async run(now: Date): Promise<number> {
    const ids = await this.held.toReckon(this.database.em(), now, AT_ONCE);
    return eachRow(ids, (id) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(mailAggregate, id);
        return this.gate.again(tx, await this.mails.get(tx.em, id));
      }),
    );
  }
}
