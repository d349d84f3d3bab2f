import { Injectable, Logger } from '@nestjs/common';

import { Claims, type Claim } from '../../platform/claims/claims.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { failure } from '../providers/test-report.js';
import type { RenewalReport } from '../providers/token-renewal.js';
import { renewalWork, renewToken } from '../renewal/credential-renewal.work.js';
import { CredentialRenewals } from '../renewal/credential-renewals.repository.js';
import { TokenRenewals } from '../renewal/token-renewals.js';
import { ConnectionProbe } from './connection-probe.js';

const actor = systemActor(renewToken.name);
type Asked = Pick<JobContext, 'signal' | 'last' | 'jobId'>;
/** What stands against using a token. */
export type TokenTrouble = RenewalReport & { outcome: 'rejected' | 'unreachable' };

/**
 * Renews one token, under its row's lease: whoever else wants it renewed waits for this one's end. A refresh token
 * that the platform replaces at each use is lost with an answer that never gets here (a process that dies before its
 * commit): the row then says so, the old one is tried once more, and only its refusal ends the credential.
 */
@Injectable()
export class RenewTokenJob implements JobHandler<typeof renewToken> {
  private readonly log = new Logger('TokenRenewals');

  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly probe: ConnectionProbe,
    private readonly rows: CredentialRenewals,
    private readonly renewals: TokenRenewals,
  ) {}

  async handle({ id }: { id: string }, asked: JobContext): Promise<JobResult> {
    const report = await this.work(id, asked);
    return report ? { outcome: report.outcome } : { skipped: true };
  }

  /**
   * Renews a token that is due or over before a job uses it, here and now.
   *
   * @returns what stands against using it, or null
   * @throws LeaseHeld while another worker renews it
   */
  async beforeUse(
    { setId, credentialId }: { setId: string; credentialId: string },
    { signal, job }: { signal: AbortSignal; job: string },
  ): Promise<TokenTrouble | null> {
    const id = await this.locked(credentialId, (tx) => this.renewals.ask(tx, setId));
    if (id === null) return null;
    const report = await this.work(id, { signal, last: true, jobId: job });
    if (!report || report.outcome === 'ok') return null;
    if (report.outcome === 'rejected') return report;
    const isOver = await this.unitOfWork.run(actor, (tx) => this.renewals.isOver(tx, setId));
    return isOver ? report : null;
  }

  private async work(id: string, { signal, last, jobId }: Asked): Promise<RenewalReport | undefined> {
    return this.claims.work(renewalWork, id, signal, async (claim, held) => {
      const report = await this.attempt(claim, { signal: held, last, jobId });
      return report ?? undefined;
    });
  }

  private async attempt(claim: Claim, { signal, last, jobId }: Asked): Promise<RenewalReport | null> {
    const { credentialId } = await this.row(claim);
    const begun = await this.held(claim, credentialId, (tx) => this.renewals.begin(tx, claim.id));
    if (!begun) return null;
    const { platform, setId } = begun;
    let report: RenewalReport | 'gone' | null;
    try {
      const request = { setId, reason: 'token_renewal', job: jobId } as const;
      report = await this.probe.renew(platform, request, signal);
    } catch (error) {
      if (!last || signal.aborted) {
        await this.unitOfWork.run(actor, (tx) => this.claims.release(tx, claim));
        throw error;
      }
      this.log.error({ err: error, renewal: claim.id }, 'a renewal failed on our side');
      report = { outcome: 'unreachable', failure: ourFault() };
    }
    if (report !== 'gone' && report?.outcome === 'unreachable' && !last) {
      await this.giveBack(claim, credentialId, report);
      throw new Error(`the platform could not be asked (${report.failure.code}); attempt ${claim.attempt}`);
    }
    const end = report;
    await this.held(claim, credentialId, (tx) => this.renewals.settle(tx, claim.id, end));
    return end === 'gone' ? null : end;
  }

  private async giveBack(
    claim: Claim,
    credentialId: string,
    { failure: failed }: TokenTrouble,
  ): Promise<void> {
    await this.held(claim, credentialId, async (tx) => {
      await this.renewals.unanswered(tx, claim.id, failed);
      await tx.em.flush();
      await this.claims.release(tx, claim);
    });
  }

  private row({ id }: Claim) {
    return this.unitOfWork.run(actor, (tx) => this.rows.get(tx.em, id));
  }

  private held<T>(claim: Claim, credentialId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.locked(credentialId, async (tx) => {
      await this.claims.hold(tx, claim);
      return work(tx);
    });
  }

  private locked<T>(credentialId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(actor, async (tx) => {
      await tx.lock(credentialAggregate, credentialId);
      return work(tx);
    });
  }
}

/** Our own trouble says nothing about the token. */
const ourFault = () => failure('provider_unavailable', 'opening the token', { providerCode: 'internal' });
