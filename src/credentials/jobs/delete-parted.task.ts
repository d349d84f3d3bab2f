import { Injectable } from '@nestjs/common';

import { Database, type EntityManager } from '../../platform/database/database.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { LettingGoRepository } from '../letting-go/letting-go.repository.js';
import { Parting } from '../letting-go/parting.js';

const AT_ONCE = 200;

/** Deletes tokens put aside whose platform nobody could tell within the hour: workers were away, or it hangs. */
@Injectable()
export class DeletePartedTask implements UpkeepTask {
  readonly name = 'delete parted tokens';

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly rows: LettingGoRepository,
    private readonly parting: Parting,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.rows.nextDue(em);
  }

  async run(now: Date): Promise<number> {
    const overdue = await this.rows.overdue(this.database.em(), now, AT_ONCE);
    return eachRow(overdue, ({ id, credentialId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(credentialAggregate, credentialId);
        const { status } = await this.rows.get(tx.em, id);
        if (status === 'done') return false;
        await this.parting.end(tx, id, 'not_told', 'late');
        return true;
      }),
    );
  }
}
