import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../agents/platform-names.js';
import { newId } from '../platform/ids/new-id.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { Vault } from '../platform/vault/vault.js';
import type { TestTrigger } from './credential-test.entity.js';
import { testCredential } from './credential-test.work.js';
import type { Credential } from './credential.entity.js';
import { credentialErrors } from './credential.errors.js';
import { CredentialRepository } from './credential.repository.js';
import { OAuthGrantRepository } from './oauth/oauth-grant.repository.js';
import { freshnessOf, type PlatformFreshness } from './freshness.js';

const MINUTE = 60_000;
/** By hand or by pasting again; a person has no use for more. */
const TESTS_A_MINUTE = 10;

/** Asks for connection tests and tells how fresh they are; `CredentialSettlement` writes their end. */
@Injectable()
export class CredentialTestService {
  constructor(
    private readonly repository: CredentialRepository,
    private readonly vault: Vault,
    private readonly grants: OAuthGrantRepository,
  ) {}

  /** Why no test can be asked for now, or undefined. */
  async whyNot(tx: Tx, credentialId: string): Promise<AppError | undefined> {
    const { status } = await this.repository.get(tx.em, credentialId);
    if (status === 'disconnected') return credentialErrors.credential_disconnected('It has no key any more.');
    const { setId, isUnchosen } = await this.newest(tx, credentialId);
    if (isUnchosen) return credentialErrors.credential_account_not_chosen('Several can be connected.');
    if (setId === null)
      return credentialErrors.credential_without_secret('The customer has not connected it yet.');
    const since = new Date(tx.now.getTime() - MINUTE);
    const lately = await this.repository.testsSince(tx.em, credentialId, since);
    return lately < TESTS_A_MINUTE
      ? undefined
      : credentialErrors.credential_tested_often(`${lately} tests were asked for within a minute.`);
  }

  /**
   * A queued test of the newest secret that can be tested (candidate before live) and its job; an open one is answered again.
   *
   * @returns the test's id
   * @throws AppError `credential_disconnected`, `credential_without_secret`, `credential_tested_often`
   */
  async request(tx: Tx, credential: Credential, trigger: TestTrigger): Promise<string> {
    const { setId } = await this.newest(tx, credential.id);
    const open = setId === null ? null : await this.repository.openTest(tx.em, setId);
    if (open !== null) return open.id;
    const id = await this.open(tx, credential, trigger);
    tx.enqueue(testCredential, { id });
    return id;
  }

  /** A queued test row without a job, for a script that claims it itself. */
  async open(tx: Tx, credential: Credential, trigger: TestTrigger): Promise<string> {
    await tx.em.flush();
    const refusal = await this.whyNot(tx, credential.id);
    if (refusal) throw refusal;
    const { setId } = await this.newest(tx, credential.id);
    const id = newId();
    this.repository.addTest(tx.em, {
      id,
      credentialId: credential.id,
      customerId: credential.customerId,
      setId: setId ?? '',
      trigger,
      status: 'queued',
      outcome: null,
      code: null,
      step: null,
      providerCode: null,
      httpStatus: null,
      missing: [],
      forbidden: [],
      warnings: [],
      observedAddress: null,
      skewSeconds: null,
      retryAfterMs: null,
      attempt: 0,
      begunAttempt: 0,
      leaseUntil: null,
      createdAt: tx.now,
      startedAt: null,
      endedAt: null,
    });
    await tx.em.flush();
    return id;
  }

  /** A candidate whose account nobody has chosen yet keeps no test from the secret that is in use. */
  private async newest(
    { em }: Tx,
    credentialId: string,
  ): Promise<{ setId: string | null; isUnchosen: boolean }> {
    const { live, candidate } = await this.vault.sets(em, credentialId);
    for (const setId of [candidate, live])
      if (setId !== null && !(await this.grants.isUnchosen(em, setId))) return { setId, isUnchosen: false };
    return { setId: null, isUnchosen: candidate !== null || live !== null };
  }

  /** How a customer's platforms stand now; "fresh" means active and validated within five minutes. */
  async freshness(
    tx: Tx,
    customerId: string,
    platforms: readonly PlatformName[],
  ): Promise<PlatformFreshness[]> {
    const credentials = await this.repository.liveOf(tx.em, customerId, platforms);
    return freshnessOf(platforms, credentials, tx.now);
  }
}
