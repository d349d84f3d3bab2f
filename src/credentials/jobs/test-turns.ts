import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { LeaseHeld } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { testCredential } from '../credential-test.work.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { CredentialRepository } from '../credential.repository.js';

/** Milliseconds until a test asks again whether the other one is over. */
const WAIT = 1_000;

export interface Turn {
  readonly credentialId: string;
  readonly setId: string;
  readonly platform: PlatformName;
}

/** One test at a time asks a platform about a credential: an old key's and its candidate's come one after the other. */
@Injectable()
export class TestTurns {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: CredentialRepository,
    private readonly clock: SystemClock,
  ) {}

  /** Begins a claimed attempt. @throws LeaseHeld while another test of the credential is at work; it is given back */
  async begin(claim: Claim): Promise<Turn> {
    const turn = await this.unitOfWork.run(systemActor(testCredential.name), async (tx) => {
      const { credentialId, setId } = await this.repository.test(tx.em, claim.id);
      await tx.lock(credentialAggregate, credentialId);
      await this.claims.hold(tx, claim);
      if (await this.repository.isTested(tx.em, credentialId, claim.id)) {
        await this.claims.release(tx, claim);
        return null;
      }
      await this.repository.startTest(tx.em, claim.id, claim.attempt, tx.now);
      const { platform } = await this.repository.get(tx.em, credentialId);
      return { credentialId, setId, platform };
    });
    if (turn) return turn;
    throw new LeaseHeld(this.clock.in(WAIT));
  }
}
