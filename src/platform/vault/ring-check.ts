import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Database } from '../database/database.js';
import { KeyRing } from './key-ring.js';
import { KeyRotationRepository } from './key-rotation.repository.js';
import { VaultError } from './vault.errors.js';

/** A process whose ring lacks a key that stored secrets are under does not start: it could not open them. */
@Injectable()
export class RingCheck implements OnModuleInit {
  constructor(
    private readonly ring: KeyRing,
    private readonly rotation: KeyRotationRepository,
    private readonly database: Database,
  ) {}

  /** @throws VaultError `unknown_key` naming the keys that are missing */
  async onModuleInit(): Promise<void> {
    const used = await this.rotation.used(this.database.em());
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
