import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import { newId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { Vault } from '../../platform/vault/vault.js';
import { credentialLetGo } from '../credential.entries.js';
import type { Credential } from '../credential.entity.js';
import { CredentialRepository } from '../credential.repository.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import type { LettingGo as Answer } from '../providers/token-renewal.js';
import type { LettingGo } from './letting-go.entity.js';
import { LettingGoRepository } from './letting-go.repository.js';
import { letGo } from './letting-go.work.js';

/** How long the tokens of a disconnected credential may rest until its platform was told. */
const REST_MS = 3_600_000;

/** Why a platform was not told. */
export const NOT_TOLD = {
  unanswered: 'it gave no answer, or refused',
  reconnected: 'it was connected again meanwhile, and would have ended that too',
  shared: 'another connection rests on the same permission and needs all of it',
  gone: 'the tokens were deleted before',
  late: 'it was not reached within an hour',
} as const;

/**
 * The secrets of what is disconnected. A pasted key has no call by which it ends, so it is deleted at once. Tokens
 * that a customer authorized are put aside, where no test and no run finds them, until a job has told the platform;
 * then, or after an hour at the latest, they are deleted, whatever the platform did. Callers hold the credential's lock.
 */
@Injectable()
export class Parting {
  constructor(
    private readonly vault: Vault,
    private readonly testers: ConnectionTesters,
    private readonly repository: LettingGoRepository,
    private readonly credentials: CredentialRepository,
  ) {}

  /** Whether tokens were put aside for the platform to be told. */
  async begin(tx: Tx, { id: credentialId, customerId, platform }: Credential): Promise<boolean> {
    const setId = this.canTell(platform) ? await this.vault.setAside(tx, credentialId) : null;
    if (setId === null) {
      await this.vault.forget(tx, credentialId);
      return false;
    }
    const id = newId();
    this.repository.add(tx.em, {
      ...{ id, credentialId, customerId, setId, status: 'queued', outcome: null, because: null },
      ...{ attempt: 0, leaseUntil: null, createdAt: tx.now, endedAt: null },
      deleteBy: new Date(tx.now.getTime() + REST_MS),
    });
    await tx.em.flush();
    tx.enqueue(letGo, { id });
    return true;
  }

  /** What is to be told, and why it is not to be. */
  async look(tx: Tx, id: string): Promise<{ platform: PlatformName; setId: string; reconnected: boolean }> {
    const { credentialId, customerId, setId } = await this.repository.get(tx.em, id);
    const { platform } = await this.credentials.get(tx.em, credentialId);
    const live = await this.credentials.live(tx.em, customerId, platform);
    return { platform, setId, reconnected: Boolean(live?.setAt) };
  }

  /** Platforms of other live connections that the same person authorized us for. */
  async restingOn(tx: Tx, id: string, holderId: string): Promise<PlatformName[]> {
    const { credentialId } = await this.repository.get(tx.em, id);
    const others = await this.credentials.heldBy(tx.em, holderId);
    return others.filter((one) => one.id !== credentialId).map(({ platform }) => platform);
  }

  /** Deletes our copy, and says what the platform answered. */
  async end(tx: Tx, id: string, answer: Answer, because: keyof typeof NOT_TOLD | null): Promise<void> {
    const row: LettingGo = await this.repository.get(tx.em, id);
    await this.vault.destroySet(tx, row.setId);
    const { credentialId: subjectId, customerId } = row;
    Object.assign(row, { status: 'done', outcome: answer, endedAt: tx.now, leaseUntil: null });
    row.because = because;
    const { platform } = await this.credentials.get(tx.em, subjectId);
    tx.record(credentialLetGo, { subjectId, customerId, data: { platform, answer, because } });
  }

  /** Where this installation no longer offers the platform, nobody can be asked. */
  private canTell(platform: PlatformName): boolean {
    const isOffered = this.testers.offered().includes(platform);
    return isOffered && this.testers.for(platform).oauth !== null;
  }
}
