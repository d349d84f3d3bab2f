import { Injectable } from '@nestjs/common';

import { Database, type EntityManager } from '../../platform/database/database.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { CredentialTestService } from '../credential-test.service.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { CredentialRepository } from '../credential.repository.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import type { OfferedPlatform } from '../providers/platforms.js';
import { retestsPerMinute } from './retest-plan.js';
import { RetestsRepository } from './retests.repository.js';

const MINUTE = 60_000;

/** Asks for the re-tests that are due: never more within a minute than the platform takes, people's tests included. */
@Injectable()
export class RetestCredentialsTask implements UpkeepTask {
  readonly name = 'due credential tests';

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: CredentialRepository,
    private readonly tests: CredentialTestService,
    private readonly testers: ConnectionTesters,
    private readonly retests: RetestsRepository,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.retests.nextDue(em, this.testers.offered());
  }

  async run(now: Date): Promise<number> {
    let moved = 0;
    for (const platform of this.testers.offered()) moved += await this.turn(platform, now);
    return moved;
  }

  /** What an outage has let pile up goes by the same measure. */
  private async turn(platform: OfferedPlatform, now: Date): Promise<number> {
    const em = this.database.em();
    const { perMinute } = this.testers.for(platform);
    const asked = await this.retests.asked(em, platform, new Date(now.getTime() - MINUTE));
    const room = Math.min(retestsPerMinute(perMinute), perMinute - asked);
    if (room <= 0) return 0;
    return eachRow(await this.retests.due(em, platform, now, room), ({ id }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(credentialAggregate, id);
        const credential = await this.repository.get(tx.em, id);
        if (!credential.retestDueAt || credential.retestDueAt > tx.now) return false;
        credential.retestDueAt = null;
        if (credential.status === 'active' && !(await this.tests.whyNot(tx, id)))
          await this.tests.request(tx, credential, 'schedule');
        return true;
      }),
    );
  }
}
