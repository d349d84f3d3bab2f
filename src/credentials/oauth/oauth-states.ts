import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { AppConfig } from '../../config/app-config.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { sessionSecrets } from '../../platform/sessions/session-secrets.js';
import { loadKeyRing } from '../../platform/vault/load-key-ring.js';

const MINUTES = 60_000;
/** How long the customer may take at the platform. */
export const AUTHORIZATION_MS = 10 * MINUTES;

/** Random states of authorization requests, their time, and what follows from them without being stored. */
@Injectable()
export class OAuthStates {
  private readonly secret: string;

  constructor(
    config: AppConfig,
    readonly clock: SystemClock,
  ) {
    this.secret = sessionSecrets(loadKeyRing(config))[0] ?? '';
  }

  /** 256 random bits: guessing one is no way in. */
  make(): string {
    return randomBytes(32).toString('base64url');
  }

  hash(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }

  /** The code verifier of a state (RFC 7636, 4.1): only we can make it again, and no row keeps it. */
  verifier(state: string): string {
    return createHmac('sha256', this.secret).update(`pkce/${state}`).digest('base64url');
  }

  challenge(state: string): string {
    return createHash('sha256').update(this.verifier(state)).digest('base64url');
  }
}
