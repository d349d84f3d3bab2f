import { hkdfSync } from 'node:crypto';
import type { KeyRing } from '../vault/key-ring.js';

/**
 * Keys that sign session cookies, newest first, derived from the installation's key ring: every web process
 * signs alike, a copy of the database alone signs nothing, and a rotated ring still opens older cookies.
 */
export function sessionSecrets(ring: KeyRing): string[] {
  return ring.all.map(({ hashing }) =>
    Buffer.from(hkdfSync('sha256', hashing, '', 'session-cookie/v1', 32)).toString('base64'),
  );
}
