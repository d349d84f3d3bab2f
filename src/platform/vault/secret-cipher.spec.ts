import { randomBytes, randomUUID } from 'node:crypto';
import { inspect } from 'node:util';

import { asEnvelope, asKeyedHash, asWrappedKey, type Envelope } from './envelope.js';
import { KeyRing } from './key-ring.js';
import { type DataKey, SecretCipher } from './secret-cipher.js';
import { SecretText } from './secret-text.js';
import { VaultError } from './vault.errors.js';

const entry = (kid: string) => ({ kid, base64: randomBytes(32).toString('base64') });
const place = { credentialId: randomUUID(), field: 'api_secret' };
const secret = new SecretText('s3cret ✓ PLANTED');

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof VaultError ? error.code : `other: ${String(error)}`;
  }
  return 'no error';
}

describe(SecretCipher.name, () => {
  const first = entry('k1');
  const cipher = new SecretCipher(new KeyRing([first]));
  const dataKey = cipher.createDataKey(randomUUID(), randomUUID());
  const envelope = cipher.seal(dataKey, place, secret);

  it('opens what it sealed', () => {
    expect(cipher.open(dataKey, place, envelope).reveal()).toBe('s3cret ✓ PLANTED');
    expect(asEnvelope(envelope)).toBe(envelope);
    expect(asWrappedKey(dataKey.wrapped)).toMatch(/^key:v1:k1:/);
  });

  it('never writes the same secret the same way, and shows nothing of it', () => {
    expect(cipher.seal(dataKey, place, secret)).not.toBe(envelope);
    const shown = inspect([cipher, dataKey, envelope], { depth: 9, showHidden: true });
    for (const form of ['PLANTED', Buffer.from('PLANTED').toString('hex'), first.base64]) {
      expect(shown).not.toContain(form);
    }
  });

  it('refuses every single changed character', () => {
    const start = envelope.lastIndexOf(':') + 1;
    for (let at = start; at < envelope.length - 1; at += 1) {
      const other = envelope[at] === 'A' ? 'B' : 'A';
      const changed = (envelope.slice(0, at) + other + envelope.slice(at + 1)) as Envelope;
      expect(codeOf(() => cipher.open(dataKey, place, changed))).toBe('unreadable');
    }
  });

  it('refuses another credential, another field, another customer and another data key', () => {
    const elsewhere = { ...place, credentialId: randomUUID() };
    expect(codeOf(() => cipher.open(dataKey, elsewhere, envelope))).toBe('unreadable');
    expect(codeOf(() => cipher.open(dataKey, { ...place, field: 'api_key' }, envelope))).toBe('unreadable');
    const moved: DataKey = { ...dataKey, customerId: randomUUID() };
    expect(codeOf(() => cipher.open(moved, place, envelope))).toBe('unreadable');
    const fresh = cipher.createDataKey(randomUUID(), dataKey.customerId);
    expect(codeOf(() => cipher.open(fresh, place, envelope))).toBe('unreadable');
    const posing: DataKey = { ...fresh, id: dataKey.id };
    expect(codeOf(() => cipher.open(posing, place, envelope))).toBe('unreadable');
  });

  it('refuses a ring with another key of the same name, and names a key it lacks', () => {
    const impostor = new SecretCipher(new KeyRing([entry('k1')]));
    expect(codeOf(() => impostor.open(dataKey, place, envelope))).toBe('unreadable');
    const without = new SecretCipher(new KeyRing([entry('k2')]));
    expect(() => without.open(dataKey, place, envelope)).toThrow(/"k1"/);
  });

  it('rotates the wrapping key: secrets stay, old key then no longer needed', () => {
    const second = entry('k2');
    const both = new SecretCipher(new KeyRing([second, first]));
    const rewrapped = both.rewrap(dataKey);
    expect(rewrapped?.wrapped).toMatch(/^key:v1:k2:/);
    const onlyNew = new SecretCipher(new KeyRing([second]));
    expect(onlyNew.open(rewrapped as DataKey, place, envelope).reveal()).toBe(secret.reveal());
    expect(both.open(dataKey, place, envelope).reveal()).toBe(secret.reveal());
    expect(both.rewrap(rewrapped as DataKey)).toBeNull();
  });

  it('hashes equal secrets alike within a key, across the ring on request, and others apart', () => {
    const second = entry('k2');
    const both = new SecretCipher(new KeyRing([second, first]));
    const stored = cipher.hash(secret);
    expect(asKeyedHash(stored)).toBe(cipher.hash(new SecretText(secret.reveal())));
    expect(both.hash(secret)).not.toBe(stored);
    expect(both.hashes(secret)).toContain(stored);
    expect(both.hashes(new SecretText('another'))).not.toContain(stored);
  });

  it('takes no text for an envelope that is none', () => {
    for (const text of ['', 's3cret', 'enc:v2:x:y', `enc:v1:${randomUUID()}:short`, `${envelope}=`]) {
      expect(codeOf(() => asEnvelope(text))).toBe('malformed');
    }
    // @ts-expect-error a plaintext does not fit where an envelope goes
    expect(codeOf(() => cipher.open(dataKey, place, 'plain text'))).toBe('malformed');
    // @ts-expect-error nor does the holder of a plaintext
    expect(codeOf(() => cipher.open(dataKey, place, secret))).toBe('malformed');
  });
});

describe(KeyRing.name, () => {
  it('refuses no key, a short key and a repeated id', () => {
    expect(codeOf(() => new KeyRing([]))).toBe('bad_key_ring');
    expect(codeOf(() => new KeyRing([{ kid: 'k', base64: 'c2hvcnQ=' }]))).toBe('bad_key_ring');
    expect(codeOf(() => new KeyRing([entry('k'), entry('k')]))).toBe('bad_key_ring');
  });
});
