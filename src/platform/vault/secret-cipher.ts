import { createHmac, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { decrypt, encrypt, type Envelope, type KeyedHash, parts, type WrappedKey } from './envelope.js';
import { KeyRing } from './key-ring.js';
import { SecretText } from './secret-text.js';
import { VaultError } from './vault.errors.js';

/** A customer's own key, as stored. Destroying the row makes every secret under it unreadable for good. */
export interface DataKey {
  id: string;
  customerId: string;
  wrapped: WrappedKey;
}

/** Where a secret lives. It is part of what is authenticated: a copy to another place does not open. */
export interface SecretPlace {
  credentialId: string;
  field: string;
}

/** The vault's arithmetic: no storage, no time. */
@Injectable()
export class SecretCipher {
  constructor(private readonly ring: KeyRing) {}

  /** A new random data key for a customer, wrapped by the ring's first key. `id` is a UUID. */
  createDataKey(id: string, customerId: string): DataKey {
    return { id, customerId, wrapped: this.wrap(randomBytes(32), id, customerId) };
  }

  /** The same data key under the ring's first key, or null when it is there already. Secrets stay as they are. */
  rewrap(dataKey: DataKey): DataKey | null {
    if (parts('key', dataKey.wrapped).keyId === this.ring.current.kid) return null;
    return { ...dataKey, wrapped: this.wrap(this.unwrap(dataKey), dataKey.id, dataKey.customerId) };
  }

  /** Whether the ring's key of that name is the one that wrapped it. @throws VaultError `unknown_key`; `malformed` */
  opens(dataKey: DataKey): boolean {
    try {
      this.unwrap(dataKey);
      return true;
    } catch (error) {
      if (error instanceof VaultError && error.code === 'unreadable') return false;
      throw error;
    }
  }

  seal(dataKey: DataKey, place: SecretPlace, secret: SecretText): Envelope {
    const payload = encrypt(this.unwrap(dataKey), Buffer.from(secret.reveal()), secretAad(place));
    return `enc:v1:${dataKey.id}:${payload}` as Envelope;
  }

  /** @throws VaultError `unreadable` when changed, moved or under another key; `unknown_key`; `malformed`. */
  open(dataKey: DataKey, place: SecretPlace, envelope: Envelope): SecretText {
    const { keyId, payload } = parts('enc', envelope);
    if (keyId !== dataKey.id) {
      throw new VaultError('unreadable', 'A stored secret belongs to another data key.');
    }
    return new SecretText(decrypt(this.unwrap(dataKey), payload, secretAad(place)).toString('utf8'));
  }

  /** The hash to store beside a secret. */
  hash(secret: SecretText): KeyedHash {
    return mac(this.ring.current, secret);
  }

  /** Every hash under which the same secret may be stored, one per key of the ring: for `in (…)`. */
  hashes(secret: SecretText): KeyedHash[] {
    return this.ring.all.map((key) => mac(key, secret));
  }

  /**
   * The stored hash of a secret under the ring's first key, or null when it is there already.
   *
   * @throws VaultError `unreadable` when the hash is of something else; `unknown_key`; `malformed`
   */
  rehash(stored: KeyedHash, setId: string, secret: SecretText): KeyedHash | null {
    const { keyId } = parts('mac', stored);
    if (keyId === this.ring.current.kid) return null;
    const key = this.ring.byId(keyId);
    for (const form of [secret, boundTo(setId, secret)]) {
      if (mac(key, form) === stored) return this.hash(form);
    }
    throw new VaultError('unreadable', 'A stored secret and the hash beside it do not belong together.');
  }

  private wrap(plain: Buffer, id: string, customerId: string): WrappedKey {
    const { kid, wrapping } = this.ring.current;
    return `key:v1:${kid}:${encrypt(wrapping, plain, keyAad(id, customerId))}` as WrappedKey;
  }

  private unwrap({ id, customerId, wrapped }: DataKey): Buffer {
    const { keyId, payload } = parts('key', wrapped);
    return decrypt(this.ring.byId(keyId).wrapping, payload, keyAad(id, customerId));
  }
}

/** What an identifier is hashed as: no typed word has this hash. */
export const boundTo = (setId: string, secret: SecretText): SecretText =>
  new SecretText(`${setId} ${secret.reveal()}`);

function mac({ kid, hashing }: { kid: string; hashing: Buffer }, secret: SecretText): KeyedHash {
  return `mac:v1:${kid}:${createHmac('sha256', hashing).update(secret.reveal()).digest('hex')}` as KeyedHash;
}

// JSON keeps the parts apart whatever they hold.
const secretAad = ({ credentialId, field }: SecretPlace) => JSON.stringify(['secret', credentialId, field]);
const keyAad = (id: string, customerId: string) => JSON.stringify(['data-key', id, customerId]);
