import { entryType } from '../history/entry-type.js';

/** A rotation that changed something came to its end. */
export const keysRotated = entryType<{ to: string; dataKeys: number; secrets: number; unreadable: number }>(
  'vault.keys_rotated',
  ({ to, dataKeys, secrets }) =>
    `Encryption keys rotated to ${to}: ${dataKeys} customers' keys wrapped anew, ${secrets} hashes made anew`,
);
