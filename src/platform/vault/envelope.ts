import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { VaultError } from './vault.errors.js';

declare const envelopeBrand: unique symbol;
declare const wrappedBrand: unique symbol;
declare const hashBrand: unique symbol;

/** A secret at rest: `enc:v1:<data key id>:<base64url of iv, ciphertext, tag>`. No plain string fits here. */
export type Envelope = string & { readonly [envelopeBrand]: true };
/** A customer's data key at rest: `key:v1:<ring key id>:<base64url of iv, ciphertext, tag>`. */
export type WrappedKey = string & { readonly [wrappedBrand]: true };
/** `mac:v1:<ring key id>:<hex HMAC-SHA256>`: tells equal secrets without opening them. */
export type KeyedHash = string & { readonly [hashBrand]: true };

const IV_BYTES = 12;
const TAG_BYTES = 16;
const PATTERN = {
  enc: /^enc:v1:([0-9a-f-]{36}):([A-Za-z0-9_-]{38,})$/,
  key: /^key:v1:([A-Za-z0-9_-]{1,32}):([A-Za-z0-9_-]{80})$/,
  mac: /^mac:v1:([A-Za-z0-9_-]{1,32}):([0-9a-f]{64})$/,
} as const;

/** @throws VaultError `malformed` when a stored text is not an envelope of a known version. */
export function asEnvelope(text: string): Envelope {
  parts('enc', text);
  return text as Envelope;
}

/** @throws VaultError `malformed` */
export function asWrappedKey(text: string): WrappedKey {
  parts('key', text);
  return text as WrappedKey;
}

/** @throws VaultError `malformed` */
export function asKeyedHash(text: string): KeyedHash {
  parts('mac', text);
  return text as KeyedHash;
}

/** The key id inside, and the bytes. */
export function parts(kind: keyof typeof PATTERN, text: string): { keyId: string; payload: string } {
  const [, keyId, payload] = PATTERN[kind].exec(text) ?? [];
  if (keyId === undefined || payload === undefined) {
    throw new VaultError('malformed', 'A stored secret is not in a form this version knows.');
  }
  return { keyId, payload };
}

/** AES-256-GCM under a fresh random nonce; `aad` binds the bytes to the place they belong to. */
export function encrypt(key: Buffer, plain: Buffer, aad: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(aad));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** @throws VaultError `unreadable`: changed bytes, another place or another key look alike, by design. */
export function decrypt(key: Buffer, payload: string, aad: string): Buffer {
  const bytes = Buffer.from(payload, 'base64url');
  const iv = bytes.subarray(0, IV_BYTES);
  const tag = bytes.subarray(-TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(aad)).setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new VaultError(
      'unreadable',
      'A stored secret cannot be opened: it was changed, moved, or belongs to another encryption key.',
    );
  }
}
