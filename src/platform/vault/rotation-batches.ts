import { Injectable } from '@nestjs/common';

import { SystemClock } from '../clocks/system-clock.js';
import { newId } from '../ids/new-id.js';
import { OPERATOR } from '../unit-of-work/actor.js';
import type { Tx } from '../unit-of-work/tx.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { DecryptPermit } from './decrypt-permit.js';
import { KeyRotationRepository, type Replacement, type SecretRow } from './key-rotation.repository.js';
import { SecretCipher } from './secret-cipher.js';
import { VaultError } from './vault.errors.js';
import { VaultRepository } from './vault.repository.js';

/** Rows a batch reads and writes at once. */
export const BATCH = 200;

export interface Batch {
  readonly replaced: number;
  readonly unreadable: readonly string[];
  /** The last id that was read; undefined when there was nothing left. */
  readonly last: string | undefined;
}

type Outcome = Replacement | string | null;

/**
 * One step of a rotation: some rows are read, made anew, and replaced where they are still as they were read.
 * Both throw VaultError `not_here` in a process that may not open secrets.
 */
@Injectable()
export class RotationBatches {
  constructor(
    private readonly permit: DecryptPermit,
    private readonly cipher: SecretCipher,
    private readonly repository: KeyRotationRepository,
    private readonly vault: VaultRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
  ) {}

  /** Data keys: wrapped by the ring's first key. What they seal stays as it is, and is not opened. */
  async dataKeys(kid: string, after: string): Promise<Batch> {
    this.permit.require();
    return this.unitOfWork.run(OPERATOR, async (tx) => {
      const rows = await this.repository.keysUnder(tx.em, kid, after, BATCH);
      const outcomes = rows.map(({ id, customerId, wrapped }) =>
        attempt(customerId, id, wrapped, () => this.cipher.rewrap({ id, customerId, wrapped })?.wrapped),
      );
      return this.end(tx, 'dataKeys', outcomes, rows);
    });
  }

  /** Hashes: made anew from the secrets, each opening on record before it happens. */
  async secrets(kid: string, after: string, job: string): Promise<Batch> {
    this.permit.require();
    const rows = await this.unitOfWork.run(OPERATOR, (tx) => this.opened(tx, kid, after, job));
    const outcomes = rows.map((row) =>
      attempt(row.customerId, row.id, row.keyedHash, () => this.hashOf(row)),
    );
    return this.unitOfWork.run(OPERATOR, (tx) => this.end(tx, 'secrets', outcomes, rows));
  }

  private async opened(tx: Tx, kid: string, after: string, job: string): Promise<SecretRow[]> {
    const rows = await this.repository.secretsUnder(tx.em, kid, after, BATCH);
    const at = this.clock.now();
    for (const { setId, customerId, credentialId } of new Map(rows.map((row) => [row.setId, row])).values()) {
      const access = { id: newId(), at, setId, customerId, credentialId };
      this.vault.addAccess(tx.em, { ...access, reason: 'key_rotation', job });
    }
    return rows;
  }

  private hashOf({ keyId, customerId, wrapped, credentialId, field, envelope, keyedHash, setId }: SecretRow) {
    const secret = this.cipher.open({ id: keyId, customerId, wrapped }, { credentialId, field }, envelope);
    return this.cipher.rehash(keyedHash, setId, secret);
  }

  private async end(
    tx: Tx,
    place: 'dataKeys' | 'secrets',
    outcomes: readonly Outcome[],
    rows: readonly { readonly id: string }[],
  ): Promise<Batch> {
    const replacements = outcomes.filter((outcome) => typeof outcome === 'object' && outcome !== null);
    return {
      replaced: await this.repository.replace(tx.em, place, replacements),
      unreadable: outcomes.filter((outcome) => typeof outcome === 'string'),
      last: rows.at(-1)?.id,
    };
  }
}

/** The replacement; null where there is nothing to replace; words where the row cannot be opened. */
function attempt(
  customerId: string,
  id: string,
  before: string,
  make: () => string | null | undefined,
): Outcome {
  try {
    const after = make();
    return after ? { id, before, after } : null;
  } catch (error) {
    if (error instanceof VaultError) return `customer ${customerId}: ${error.message}`;
    throw error;
  }
}
