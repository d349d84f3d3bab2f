import type { SecretText } from '../../platform/vault/secret-text.js';
import type { TestFailure } from './test-report.js';

/** What a renewal gave. A rejection ends the credential: the grant is over; unreachable never does. */
export type RenewalReport =
  | {
      readonly outcome: 'ok';
      /** The fields that changed, by the vault's names. */
      readonly secret: Readonly<Record<string, SecretText>>;
      readonly accessExpiresAt: Date | null;
    }
  | { readonly outcome: 'rejected' | 'unreachable'; readonly failure: TestFailure };

/** Whether a platform was told that we let go. */
export type LettingGo = 'told' | 'not_told';
