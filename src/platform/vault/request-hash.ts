import { createHmac } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { asKeyedHash, type KeyedHash, parts } from './envelope.js';
import { KeyRing, type RingKey } from './key-ring.js';

/**
 * Tells a repeated request from another one. Requests may carry secrets, and what is kept of them is no help
 * in guessing one: it is an HMAC under a key of its own, derived from the ring.
 */
@Injectable()
export class RequestHash {
  constructor(private readonly ring: KeyRing) {}

  /** The hash to keep, under the ring's first key. */
  of(request: string): KeyedHash {
    return mac(this.ring.current, request);
  }

  /**
   * Whether a kept hash is this request's, under the key it was made with: a rotation changes nothing while the
   * former key stays in the ring.
   *
   * @returns undefined when that key is gone, and nobody can tell
   * @throws VaultError `malformed`
   */
  matches(kept: string, request: string): boolean | undefined {
    const key = this.ring.find(parts('mac', asKeyedHash(kept)).keyId);
    return key && mac(key, request) === kept;
  }
}

const mac = ({ kid, requests }: RingKey, request: string): KeyedHash =>
  asKeyedHash(`mac:v1:${kid}:${createHmac('sha256', requests).update(request).digest('hex')}`);
