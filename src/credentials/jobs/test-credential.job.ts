import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';

import { Claims, type Claim } from '../../platform/claims/claims.js';
import {
  LeaseHeld,
  type JobContext,
  type JobHandler,
  type JobResult,
} from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import type { AccessReason } from '../../platform/vault/vault-access.entity.js';
import { CredentialSettlement } from '../credential-settlement.js';
import { credentialTestWork, testCredential } from '../credential-test.work.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { failure, type TestReport } from '../providers/test-report.js';
import { ConnectionProbe } from './connection-probe.js';
import { TestTurns } from './test-turns.js';
import { RenewTokenJob } from './renew-token.job.js';

/** Attempts at an unreachable platform before the test ends as `unreachable`. */
const ATTEMPTS = 5;
/** Milliseconds between looks at what a script waits for. */
const WAIT = 500;
const actor = systemActor(testCredential.name);

interface Attempt {
  readonly signal: AbortSignal;
  /** Whether nobody will try again after this. */
  readonly last: boolean;
  readonly job: string;
  readonly reason: AccessReason;
}

export type TestEnd = TestReport['outcome'] | 'cancelled';

/** Tests one credential. Rejected: no retry. Unreachable: up to five attempts, then it says so. */
@Injectable()
export class TestCredentialJob implements JobHandler<typeof testCredential> {
  private readonly log = new Logger('CredentialTests');

  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly probe: ConnectionProbe,
    private readonly settlement: CredentialSettlement,
    private readonly turns: TestTurns,
    private readonly renewal: RenewTokenJob,
  ) {}

  async handle({ id }: { id: string }, { signal, last, jobId }: JobContext): Promise<JobResult> {
    const outcome = await this.claims.work(credentialTestWork, id, signal, (claim, held) =>
      this.attempt(claim, {
        signal: held,
        last: last || claim.attempt >= ATTEMPTS,
        job: jobId,
        reason: 'connection_test',
      }),
    );
    return outcome ? { outcome } : { skipped: true };
  }

  /**
   * One attempt here and now, for the validation script; undefined when the row is not to be worked on.
   *
   * It waits while a worker has the row, tests the credential, or renews its token.
   */
  async once(id: string, job: string, signal: AbortSignal): Promise<TestEnd | undefined> {
    for (;;) {
      try {
        return await this.claims.work(credentialTestWork, id, signal, (claim, held) =>
          this.attempt(claim, { signal: held, last: true, job, reason: 'validation_script' }),
        );
      } catch (error) {
        if (!(error instanceof LeaseHeld) || signal.aborted) throw error;
        await pause(WAIT, undefined, { signal });
      }
    }
  }

  private async attempt(claim: Claim, { signal, last, job, reason }: Attempt): Promise<TestEnd> {
    const { platform, setId, credentialId } = await this.turns.begin(claim);
    let report: TestReport | 'gone';
    try {
      const trouble = await this.renewal.beforeUse({ setId, credentialId }, { signal, job });
      report = trouble
        ? { ...trouble, warnings: [] }
        : await this.probe.probe(platform, { setId, reason, job }, signal);
    } catch (error) {
      if (!last || signal.aborted || error instanceof LeaseHeld) {
        await this.giveBack(claim);
        throw error;
      }
      this.log.error({ err: error, test: claim.id }, 'a connection test failed on our side');
      report = { outcome: 'unreachable', failure: ourFault(), warnings: [] };
    }
    if (report !== 'gone' && report.outcome === 'unreachable' && !last) {
      await this.giveBack(claim);
      throw new Error(`the platform could not be asked (${report.failure.code}); attempt ${claim.attempt}`);
    }
    return this.settle(claim, credentialId, report);
  }

  private async giveBack(claim: Claim): Promise<void> {
    await this.unitOfWork.run(actor, (tx) => this.claims.release(tx, claim));
  }

  private async settle(claim: Claim, credentialId: string, report: TestReport | 'gone'): Promise<TestEnd> {
    return this.unitOfWork.run(actor, async (tx) => {
      await tx.lock(credentialAggregate, credentialId);
      await this.claims.hold(tx, claim);
      if (report !== 'gone') return this.settlement.settle(tx, claim.id, report);
      await this.settlement.cancel(tx, claim.id);
      return 'cancelled';
    });
  }
}

/** Our own trouble says nothing about the key. */
const ourFault = () => failure('provider_unavailable', 'opening the key', { providerCode: 'internal' });
