import { type DynamicModule, Global, Module } from '@nestjs/common';

import { AppConfig } from '../../config/app-config.js';
import { DecryptPermit } from './decrypt-permit.js';
import { KeyRing } from './key-ring.js';
import { KeyRotation } from './key-rotation.js';
import { KeyRotationRepository } from './key-rotation.repository.js';
import { loadKeyRing } from './load-key-ring.js';
import { RequestHash } from './request-hash.js';
import { RingCheck } from './ring-check.js';
import { RotationBatches } from './rotation-batches.js';
import { SecretCipher } from './secret-cipher.js';
import { VaultReader } from './vault-reader.js';
import { Vault } from './vault.js';
import { VaultRepository } from './vault.repository.js';

/** The vault, with or without the right to open secrets. A bad key ring stops the boot. */
@Global()
@Module({})
export class VaultModule {
  static forRole(mayDecrypt: boolean): DynamicModule {
    return {
      module: VaultModule,
      providers: [
        { provide: KeyRing, useFactory: (config: AppConfig) => loadKeyRing(config), inject: [AppConfig] },
        { provide: DecryptPermit, useValue: new DecryptPermit(mayDecrypt) },
        KeyRotation,
        KeyRotationRepository,
        RequestHash,
        RingCheck,
        RotationBatches,
        SecretCipher,
        VaultRepository,
        Vault,
        VaultReader,
      ],
      exports: [KeyRotation, RequestHash, Vault, VaultReader],
    };
  }
}
