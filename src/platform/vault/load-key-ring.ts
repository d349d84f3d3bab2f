import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type KeyEntry, keyRing } from '../../config/checks.js';
import { KeyRing } from './key-ring.js';
import { VaultError } from './vault.errors.js';

const FILE = 'secrets.key';

export interface KeyRingSource {
  readonly deployment: 'sandbox' | 'staging' | 'production';
  /** Absolute path. */
  readonly dataDir: string;
  readonly secrets: { readonly keys?: readonly KeyEntry[] | undefined };
}

/**
 * The ring of `SECRETS_KEYS`. Where it is unset, in the sandbox only, one key is made once and kept in the
 * data folder with mode 0600; web and worker starting together end up with the same one.
 *
 * @throws VaultError `bad_key_ring`
 */
export function loadKeyRing(source: KeyRingSource): KeyRing {
  if (source.secrets.keys) return new KeyRing(source.secrets.keys);
  if (source.deployment !== 'sandbox') {
    throw new VaultError('bad_key_ring', `SECRETS_KEYS must be set in ${source.deployment}.`);
  }
  return new KeyRing(keptEntries(source.dataDir));
}

function keptEntries(dataDir: string): readonly KeyEntry[] {
  const path = join(dataDir, FILE);
  const text = readIfThere(path) ?? makeOnce(dataDir, path);
  chmodSync(path, 0o600);
  const parsed = keyRing.safeParse(text.trim());
  if (!parsed.success) {
    throw new VaultError('bad_key_ring', `${FILE} in the data folder is damaged. Restore it from a backup.`);
  }
  return parsed.data;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written whole under another name, then linked: a second process never reads half a key. */
function makeOnce(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true });
  const key = randomBytes(32);
  const kid = `local-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${kid}:${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, 'utf8');
}
