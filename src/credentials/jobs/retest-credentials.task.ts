import { Injectable } from '@nestjs/common';

import type { EntityManager } from '../../platform/database/database.js';
import { Database } from '../../platform/database/database.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { CredentialTestService } from '../credential-test.service.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { CredentialRepository } from '../credential.repository.js';

const DAY = 86_400_000;
const AT_ONCE = 200;

/** Every active credential is tested again once a day, so that a revoked key is found before a goal needs it. */
@Injectable()
export class RetestCredentialsTask implements UpkeepTask {
  readonly name = 'daily credential tests';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Daily credential tests',
    rhythm: 'A day after the last look at a credential',
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: CredentialRepository,
    private readonly tests: CredentialTestService,
  ) {}

  async nextDue(em: EntityManager): Promise<Date | undefined> {
    const looked = await this.repository.oldestLook(em);
    return looked && new Date(looked.getTime() + DAY);
  }

  async run(now: Date): Promise<number> {
    const before = new Date(now.getTime() - DAY);
    const due = await this.repository.dueForRetest(this.database.em(), before, AT_ONCE);
    for (const { id } of due) {
      await this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(credentialAggregate, id);
        const credential = await this.repository.get(tx.em, id);
        if (credential.status === 'active') await this.tests.request(tx, credential, 'schedule');
      });
    }
    return due.length;
  }
}
