import { Injectable } from '@nestjs/common';
import type { PlatformName } from '../../agents/platform-names.js';
import { AppConfig } from '../../config/app-config.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { credentialDataDeleted } from '../credential.entries.js';
import { CredentialRepository } from '../credential.repository.js';
import { Vault } from '../../platform/vault/vault.js';
import { CredentialDisconnection } from '../disconnection.js';
import { readSignedRequest } from '../providers/meta/signed-request.js';
import { deletedAt, deletionCode } from './deletion-code.js';
import { isMadeAfter } from './made-after.js';
import { oauthErrors } from './oauth.errors.js';

const AT_META: readonly PlatformName[] = ['facebook', 'instagram', 'whatsapp'];

/** As Meta wants it answered: where the person reads the state, and by which code. */
export interface DeletionAnswer {
  readonly url: string;
  readonly confirmation_code: string;
}

/** A person asked Meta to have us delete what we hold of them: connections end, and what names the person goes. */
@Injectable()
export class DataDeletion {
  constructor(
    private readonly config: AppConfig,
    private readonly credentials: CredentialRepository,
    private readonly disconnection: CredentialDisconnection,
    private readonly vault: Vault,
  ) {}

  /**
   * The same request once more finds nothing left, and is answered alike; what was authorized anew after it stays.
   *
   * @throws AppError `not_signed_by_platform` (400)
   */
  async receive(tx: Tx, signedRequest: string): Promise<DeletionAnswer> {
    const secret = this.config.meta.appSecret ?? '';
    const said = readSignedRequest(signedRequest, secret);
    if (!said) throw oauthErrors.not_signed_by_platform('It does not bear the signature of our app at Meta.');
    for (const id of await this.credentials.idsHeldBy(tx.em, said.userId, AT_META))
      await this.drop(tx, id, said.issuedAt);
    const code = deletionCode(secret, `${said.userId}:${said.issuedAt.getTime()}`, tx.now);
    return {
      url: `${this.config.http.publicUrl}/callbacks/meta/deletion?code=${code}`,
      confirmation_code: code,
    };
  }

  /** When what a code was given for was deleted; null where we gave out no such code. */
  doneAt(code: unknown): Date | null {
    return deletedAt(this.config.meta.appSecret ?? '', code);
  }

  private async drop(tx: Tx, credentialId: string, askedAt: Date): Promise<void> {
    await tx.lock(credentialAggregate, credentialId);
    const { live } = await this.vault.sets(tx.em, credentialId);
    if (live !== null && isMadeAfter(live, askedAt)) return;
    const credential = await this.credentials.get(tx.em, credentialId);
    if (credential.status !== 'disconnected') await this.disconnection.disconnect(tx, credentialId);
    credential.holderId = null;
    credential.accountId = null;
    credential.accountName = null;
    const { customerId, platform } = credential;
    tx.record(credentialDataDeleted, { subjectId: credentialId, customerId, data: { platform } });
    await tx.em.flush();
  }
}
