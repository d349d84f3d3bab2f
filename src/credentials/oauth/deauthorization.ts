import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import { AppConfig } from '../../config/app-config.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { Vault } from '../../platform/vault/vault.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { credentialDeauthorized } from '../credential.entries.js';
import { CredentialRepository } from '../credential.repository.js';
import { CredentialSettlement } from '../credential-settlement.js';
import { readSignedRequest } from '../providers/meta/signed-request.js';
import { isMadeAfter } from './made-after.js';
import { oauthErrors } from './oauth.errors.js';

const AT_META: readonly PlatformName[] = ['facebook', 'instagram', 'whatsapp'];

/** A person took our app out of their account at Meta: every connection that rests on them stops. */
@Injectable()
export class Deauthorization {
  constructor(
    private readonly config: AppConfig,
    private readonly credentials: CredentialRepository,
    private readonly vault: Vault,
    private readonly settlement: CredentialSettlement,
  ) {}

  /**
   * What was authorized anew after the removal stays, so an old message changes nothing when it comes again.
   *
   * @throws AppError `not_signed_by_platform` (400)
   */
  async receive(tx: Tx, signedRequest: string): Promise<{ received: true }> {
    const said = readSignedRequest(signedRequest, this.config.meta.appSecret ?? '');
    if (!said) throw oauthErrors.not_signed_by_platform('It does not bear the signature of our app at Meta.');
    for (const id of await this.credentials.activeIdsOf(tx.em, said.userId, AT_META))
      await this.stop(tx, id, said.issuedAt);
    return { received: true };
  }

  private async stop(tx: Tx, credentialId: string, removedAt: Date): Promise<void> {
    await tx.lock(credentialAggregate, credentialId);
    const { customerId, platform, status } = await this.credentials.get(tx.em, credentialId);
    const { live: setId } = await this.vault.sets(tx.em, credentialId);
    if (status !== 'active' || setId === null || isMadeAfter(setId, removedAt)) return;
    tx.record(credentialDeauthorized, { subjectId: credentialId, customerId, data: { platform } });
    await this.settlement.refuse(tx, { credentialId, setId }, 'revoked');
  }
}
