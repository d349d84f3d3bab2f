import { Injectable } from '@nestjs/common';

import { SystemClock } from '../clocks/system-clock.js';
import { newId } from '../ids/new-id.js';
import { systemActor } from '../unit-of-work/actor.js';
import type { Tx } from '../unit-of-work/tx.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { CustomerDataKey } from './customer-data-key.entity.js';
import { DecryptPermit } from './decrypt-permit.js';
import { asEnvelope } from './envelope.js';
import { SecretCipher } from './secret-cipher.js';
import { SecretText } from './secret-text.js';
import type { AccessReason } from './vault-access.entity.js';
import type { VaultSecret } from './vault-secret.entity.js';
import { openable } from './vault.js';
import { VaultError } from './vault.errors.js';
import { VaultRepository } from './vault.repository.js';

export interface RevealRequest {
  setId: string;
  reason: AccessReason;
  /** `queue:job id`, or the script's name. */
  job: string;
}

/** The only door out of the vault. Import it in jobs and in what jobs run, nowhere else (linted). */
@Injectable()
export class VaultReader {
  constructor(
    private readonly permit: DecryptPermit,
    private readonly cipher: SecretCipher,
    private readonly repository: VaultRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
  ) {}

  /**
   * The secrets of one set, by field. The access is on record before anything is opened, even if the caller
   * then fails.
   *
   * @throws VaultError `not_here` in a web process, `gone` for a set replaced meanwhile, `keys_destroyed`,
   *   `unreadable`, `unknown_key`
   */
  async reveal(request: RevealRequest): Promise<Record<string, SecretText>> {
    this.permit.require();
    const { set, key } = await this.unitOfWork.run(systemActor(request.job), (tx) =>
      this.recorded(tx, request),
    );
    const dataKey = openable(key);
    return Object.fromEntries(
      set.map(({ credentialId, field, envelope }) => [
        field,
        this.cipher.open(dataKey, { credentialId, field }, asEnvelope(envelope)),
      ]),
    );
  }

  private async recorded(
    tx: Tx,
    { setId, reason, job }: RevealRequest,
  ): Promise<{ set: VaultSecret[]; key: CustomerDataKey | null }> {
    const set = await this.repository.set(tx.em, setId);
    const [first] = set;
    if (first === undefined) throw new VaultError('gone', 'This secret was replaced or deleted meanwhile.');
    const { customerId, credentialId } = first;
    const at = this.clock.now();
    this.repository.addAccess(tx.em, { id: newId(), at, customerId, credentialId, setId, reason, job });
    return { set, key: await this.repository.dataKey(tx.em, customerId) };
  }
}
