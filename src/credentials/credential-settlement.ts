import { Injectable } from '@nestjs/common';

import type { Tx } from '../platform/unit-of-work/tx.js';
import { Vault } from '../platform/vault/vault.js';
import { credentialInvalidated, credentialTestFinished } from './credential.entries.js';
import type { Credential } from './credential.entity.js';
import { CredentialRepository } from './credential.repository.js';
import { graceEnd, nextDeadline, ROTATION_OVERDUE } from './deadlines/deadlines.js';
import type { CredentialToken } from './oauth/credential-token.entity.js';
import { TokenLives } from './oauth/token-lives.js';
import { credentialStates, type CredentialStatus } from './credential.states.js';
import type { CredentialTest } from './credential-test.entity.js';
import { failure, type TestFailure, type TestReport } from './providers/test-report.js';
import { toldName } from './providers/told-name.js';
import { rotateBy } from './rotation.js';

/** Writes the end of a test: the row, and what it means for the credential. Callers hold lock and claim. */
@Injectable()
export class CredentialSettlement {
  constructor(
    private readonly repository: CredentialRepository,
    private readonly vault: Vault,
    private readonly lives: TokenLives,
  ) {}

  /**
   * `ok` activates; `rejected` drops a candidate, or ends what was active; `unreachable` changes nothing but
   * the test itself. A secret that was replaced meanwhile has no say any more.
   */
  async settle(tx: Tx, testId: string, found: TestReport): Promise<TestReport['outcome'] | 'cancelled'> {
    const test = await this.repository.test(tx.em, testId);
    const credential = await this.repository.get(tx.em, test.credentialId);
    const state = await this.stateOfSet(tx, test.credentialId, test.setId);
    test.endedAt = tx.now;
    test.leaseUntil = null;
    if (state === null || credential.status === 'disconnected') {
      test.status = 'cancelled';
      return 'cancelled';
    }
    const report = sameAccount(credential, state, found);
    describe(test, report);
    if (report.outcome === 'ok') await this.accept(tx, credential, test, report);
    if (report.outcome === 'rejected')
      await this.reject(tx, credential, test.setId, state, report.failure.code);
    const { customerId, platform, status } = credential;
    const { outcome } = report;
    const data = { platform, testId, trigger: test.trigger, outcome, code: test.code ?? null, status };
    tx.record(credentialTestFinished, { subjectId: credential.id, customerId, data });
    return outcome;
  }

  /** Ends a test that has nothing to test any more. */
  async cancel(tx: Tx, testId: string): Promise<void> {
    const test = await this.repository.test(tx.em, testId);
    test.status = 'cancelled';
    test.endedAt = tx.now;
    test.leaseUntil = null;
  }

  /** The platform refused a set of secrets elsewhere than in a test. */
  async refuse(
    tx: Tx,
    { credentialId, setId }: { credentialId: string; setId: string },
    code: TestFailure['code'],
  ): Promise<void> {
    const credential = await this.repository.get(tx.em, credentialId);
    const state = await this.stateOfSet(tx, credentialId, setId);
    if (state && credential.status !== 'disconnected') await this.reject(tx, credential, setId, state, code);
  }

  private async stateOfSet(tx: Tx, credentialId: string, setId: string): Promise<SetState | null> {
    const { live, candidate } = await this.vault.sets(tx.em, credentialId);
    if (setId === live) return 'live';
    return setId === candidate ? 'candidate' : null;
  }

  private async accept(
    tx: Tx,
    credential: Credential,
    test: CredentialTest,
    report: TestReport & { outcome: 'ok' },
  ): Promise<void> {
    const givenAt = await this.vault.givenAt(tx.em, test.setId);
    await this.vault.promote(tx, test.setId);
    credential.accountId = report.account.id;
    credential.accountName = report.account.name && toldName(report.account.name);
    credential.holderId = report.holderId ?? null;
    credential.scopes = report.scopes;
    credential.lastValidatedAt = tx.now;
    credential.setAt = givenAt;
    const { setId } = test;
    const token = await this.lives.tested(tx, { setId, credentialId: credential.id }, report.expiresAt);
    const isOverdue = this.bound(tx, credential, token, givenAt);
    credential.lastFailureCode = isOverdue ? ROTATION_OVERDUE : null;
    if (!isOverdue && credential.status !== 'active') credentialStates.move(credential, 'active');
  }

  /**
   * What ends it, and when the customer is told. A notice that is due and not yet given is not passed over.
   *
   * @returns whether its key was to be replaced and the grace is over: it works, and is not used any more
   */
  private bound(tx: Tx, credential: Credential, token: CredentialToken | null, givenAt: Date): boolean {
    const { expiresAt, rotateBy: rotated, status } = credential;
    const before = [expiresAt, rotated].map((at) => at?.getTime());
    // What we renew ourselves has no end for the customer.
    const isRenewed = Boolean(token?.renewDueAt);
    credential.expiresAt = isRenewed ? null : (token?.endsAt ?? null);
    credential.rotateBy = isRenewed || credential.expiresAt ? null : rotateBy(givenAt);
    const isOverdue = credential.rotateBy !== null && graceEnd(credential.rotateBy) <= tx.now;
    const isSame =
      before[0] === credential.expiresAt?.getTime() && before[1] === credential.rotateBy?.getTime();
    if (isOverdue) credential.deadlineAt = null;
    else if (status !== 'active' || !isSame)
      credential.deadlineAt = nextDeadline(credential, tx.now)?.at ?? null;
    return isOverdue;
  }

  private async reject(
    tx: Tx,
    credential: Credential,
    setId: string,
    state: SetState,
    code: TestFailure['code'],
  ): Promise<void> {
    if (state === 'candidate') {
      await this.vault.discardCandidate(tx, setId);
      return;
    }
    this.stop(tx, credential, code, code === 'expired' ? 'expired' : 'invalid');
  }

  /** Its key was to be replaced, and the grace is over. */
  overdue(tx: Tx, credential: Credential): void {
    this.stop(tx, credential, ROTATION_OVERDUE, 'expired');
  }

  private stop(tx: Tx, credential: Credential, code: string, ended: 'expired' | 'invalid'): void {
    credential.lastFailureCode = code;
    const wasActive = credential.status === 'active';
    const to: CredentialStatus = wasActive ? ended : 'invalid';
    if (!credentialStates.can(credential.status, to)) return;
    credentialStates.move(credential, to);
    credential.deadlineAt = null;
    if (!wasActive) return;
    const { id, customerId, platform } = credential;
    tx.record(credentialInvalidated, { subjectId: id, customerId, data: { platform, status: to, code } });
  }
}

type SetState = 'live' | 'candidate';

/** A new key may replace the old one, not slip in another account. */
function sameAccount(credential: Credential, state: SetState, report: TestReport): TestReport {
  if (report.outcome !== 'ok' || state === 'live' || !credential.accountId) return report;
  if (credential.accountId === report.account.id) return report;
  return { outcome: 'rejected', failure: failure('account_mismatch', 'profile'), warnings: report.warnings };
}

function describe(test: CredentialTest, report: TestReport): void {
  test.status = 'done';
  test.outcome = report.outcome;
  test.warnings = report.warnings;
  if (report.outcome === 'ok') return;
  const { code, step, providerCode, httpStatus, missing, forbidden, seenAddress, skewSeconds, retryAfterMs } =
    report.failure;
  Object.assign(test, {
    code,
    step,
    providerCode,
    httpStatus,
    missing,
    forbidden,
    skewSeconds,
    retryAfterMs,
  });
  test.observedAddress = seenAddress;
}
