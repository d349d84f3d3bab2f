import { Injectable } from '@nestjs/common';

import { Database, type EntityManager } from '../../platform/database/database.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { CredentialSettlement } from '../credential-settlement.js';
import { CredentialTestService } from '../credential-test.service.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { credentialEnding } from '../credential.entries.js';
import type { Credential } from '../credential.entity.js';
import { CredentialRepository } from '../credential.repository.js';
import { nextDeadline, reached } from './deadlines.js';

const AT_ONCE = 200;

/** Tells before a connection ends or a key is to be replaced, and ends what was not replaced in its grace. */
@Injectable()
export class CredentialDeadlinesTask implements UpkeepTask {
  readonly name = 'credential deadlines';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Ends and rotation of credentials',
    rhythm: '14 and 3 days before, then on the day; keys have 7 days of grace',
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: CredentialRepository,
    private readonly settlement: CredentialSettlement,
    private readonly tests: CredentialTestService,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.repository.nextDeadline(em);
  }

  async run(now: Date): Promise<number> {
    const due = await this.repository.atDeadline(this.database.em(), now, AT_ONCE);
    return eachRow(due, ({ id }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(credentialAggregate, id);
        const credential = await this.repository.get(tx.em, id);
        if (!credential.deadlineAt || credential.deadlineAt > tx.now) return false;
        await this.turn(tx, credential);
        return true;
      }),
    );
  }

  private async turn(tx: Tx, credential: Credential): Promise<void> {
    const found = reached(credential, tx.now);
    credential.deadlineAt = nextDeadline(credential, tx.now)?.at ?? null;
    if (credential.status !== 'active' || !found) {
      credential.deadlineAt = null;
      return;
    }
    const { kind, step, at } = found;
    if (step !== 'over') {
      const { id: subjectId, customerId, platform } = credential;
      const data = { platform, kind, step, at: at.toISOString() };
      tx.record(credentialEnding, { subjectId, customerId, data });
      return;
    }
    if (kind === 'rotation') this.settlement.overdue(tx, credential);
    // Whether it has ended is the platform's to say.
    else if (!(await this.tests.whyNot(tx, credential.id)))
      await this.tests.request(tx, credential, 'schedule');
  }
}
