import { createHash, createHmac } from 'node:crypto';

import { KeyRing } from './key-ring.js';
import { RequestHash } from './request-hash.js';
import { SecretCipher } from './secret-cipher.js';
import { SecretText } from './secret-text.js';

const entry = (kid: string, byte: number) => ({ kid, base64: Buffer.alloc(32, byte).toString('base64') });
const hashUnder = (...entries: ReturnType<typeof entry>[]) => new RequestHash(new KeyRing(entries));
const REQUEST = '["credential.provide","1",{"apiSecret":"a-secret-that-was-sent"}]';

describe('The hash kept of a request', () => {
  const old = entry('k1', 1);
  const next = entry('k2', 2);

  it('tells the same request from another one', () => {
    const hash = hashUnder(old);
    expect(hash.matches(hash.of(REQUEST), REQUEST)).toBe(true);
    expect(hash.matches(hash.of(REQUEST), `${REQUEST} `)).toBe(false);
  });

  it('cannot be made without the ring, nor taken for the hash of a secret', () => {
    const kept = hashUnder(old).of(REQUEST);
    expect(kept).toMatch(/^mac:v1:k1:[0-9a-f]{64}$/);
    expect(kept).not.toContain(createHash('sha256').update(REQUEST).digest('hex'));
    expect(kept).not.toContain(createHmac('sha256', Buffer.alloc(32, 1)).update(REQUEST).digest('hex'));
    expect(kept).not.toBe(hashUnder(entry('k1', 9)).of(REQUEST));
    expect(kept).not.toBe(new SecretCipher(new KeyRing([old])).hash(new SecretText(REQUEST)));
  });

  it('is compared under its own key after a rotation, and is beyond comparison once that key is gone', () => {
    const kept = hashUnder(old).of(REQUEST);
    expect(hashUnder(next, old).of(REQUEST)).toMatch(/^mac:v1:k2:/);
    expect(hashUnder(next, old).matches(kept, REQUEST)).toBe(true);
    expect(hashUnder(next, old).matches(kept, 'another')).toBe(false);
    expect(hashUnder(next).matches(kept, REQUEST)).toBeUndefined();
  });
});
