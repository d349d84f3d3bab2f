import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Database } from '../database/database.js';
import { KeyRing } from './key-ring.js';
import { KeyRotationRepository, LOWEST_ID } from './key-rotation.repository.js';
import { SecretCipher } from './secret-cipher.js';
import { VaultError } from './vault.errors.js';

/** Data keys tried of each key: one that was damaged by itself stops nobody. */
const TRIED = 5;

/**
 * A process whose ring lacks a key that stored secrets are under, or holds other bytes under its name, does not start:
 * it could not open them, and would seal new ones so that the right key cannot.
 */
@Injectable()
export class RingCheck implements OnModuleInit {
  constructor(
    private readonly ring: KeyRing,
    private readonly rotation: KeyRotationRepository,
    private readonly database: Database,
  ) {}

  /** @throws VaultError `unknown_key` naming the keys that are missing; `bad_key_ring` naming those that do not open */
  async onModuleInit(): Promise<void> {
    const used = await this.rotation.used(this.database.em());
    this.requireAll(used);
    for (const kid of used) await this.requireRight(kid);
  }

  private async requireRight(kid: string): Promise<void> {
    const cipher = new SecretCipher(this.ring);
    const tried = await this.rotation.keysUnder(this.database.em(), kid, LOWEST_ID, TRIED);
    if (tried.length === 0 || tried.some((dataKey) => cipher.opens(dataKey))) return;
    throw new VaultError(
      'bad_key_ring',
      `The key "${kid}" of the key ring is not the one that stored secrets are wrapped by: it has the same name and ` +
        `opens none of them. Put the former key back under this name, and give a new key a name of its own.`,
    );
  }

  private requireAll(used: readonly string[]): void {
    const missing = used.filter((kid) => this.ring.find(kid) === undefined);
    if (missing.length === 0) return;
    const names = missing.map((kid) => `"${kid}"`).join(', ');
    const one = missing.length === 1;
    throw new VaultError(
      'unknown_key',
      `Stored secrets are wrapped by ${one ? 'the key' : 'the keys'} ${names}, which the key ring does not hold. ` +
        `Add ${one ? 'it' : 'them'} back to SECRETS_KEYS behind the first key (or restore secrets.key in the data ` +
        `folder, where the ring is kept there). A key may go once npm run rotate-keys says so.`,
    );
  }
}
