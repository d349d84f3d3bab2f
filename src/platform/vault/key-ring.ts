import { hkdfSync } from 'node:crypto';

import type { KeyEntry } from '../../config/checks.js';
import { VaultError } from './vault.errors.js';

const KEY_BYTES = 32;

/** The keys derived from one key of the ring: one purpose each, so that none serves two. */
export interface RingKey {
  kid: string;
  wrapping: Buffer;
  hashing: Buffer;
  requests: Buffer;
}

/** The installation's keys, newest first: the first wraps and hashes, the others still open. */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, RingKey>;
  readonly #current: RingKey;

  /** @throws VaultError `bad_key_ring` for no key, a key that is not 32 bytes, or a repeated id. */
  constructor(entries: readonly KeyEntry[]) {
    const keys = entries.map(derive);
    const [current] = keys;
    this.#keys = new Map(keys.map((key) => [key.kid, key]));
    if (current === undefined || this.#keys.size !== entries.length) {
      throw new VaultError('bad_key_ring', 'SECRETS_KEYS needs at least one key, each with its own id.');
    }
    this.#current = current;
  }

  get current(): RingKey {
    return this.#current;
  }

  get all(): readonly RingKey[] {
    return [...this.#keys.values()];
  }

  /** Undefined when the ring does not hold it (any more). */
  find(kid: string): RingKey | undefined {
    return this.#keys.get(kid);
  }

  /** @throws VaultError `unknown_key` */
  byId(kid: string): RingKey {
    const key = this.find(kid);
    if (key === undefined) {
      throw new VaultError(
        'unknown_key',
        `A secret is wrapped by key "${kid}", which SECRETS_KEYS does not hold. Add it back behind the first key.`,
      );
    }
    return key;
  }
}

function derive({ kid, base64 }: KeyEntry): RingKey {
  const root = Buffer.from(base64, 'base64');
  if (root.length !== KEY_BYTES) {
    throw new VaultError('bad_key_ring', `The key "${kid}" of SECRETS_KEYS is not 32 bytes.`);
  }
  const purpose = (info: string) => Buffer.from(hkdfSync('sha256', root, '', `vault/v1/${info}`, KEY_BYTES));
  return { kid, wrapping: purpose('wrap'), hashing: purpose('hash'), requests: purpose('request') };
}
