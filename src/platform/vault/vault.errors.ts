export type VaultErrorCode =
  'malformed' | 'unknown_key' | 'unreadable' | 'keys_destroyed' | 'bad_key_ring' | 'not_here' | 'gone';

/** The vault cannot do its work. The message says why and what to do, never a secret or a key. */
export class VaultError extends Error {
  override readonly name = 'VaultError';

  constructor(
    readonly code: VaultErrorCode,
    message: string,
  ) {
    super(message);
  }
}
