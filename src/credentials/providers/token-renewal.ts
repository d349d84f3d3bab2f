import type { PlatformName } from '../../agents/platform-names.js';
import type { SecretText } from '../../platform/vault/secret-text.js';
import type { TestFailure } from './test-report.js';

/** How a platform's tokens are renewed. */
export interface RenewalTerms {
  /** The vault's field that a renewal needs; a set without it ends when its token does. */
  readonly by: string;
  /** How long before its end a token is renewed, in milliseconds. */
  readonly leadMs: number;
}

/** By a refresh token (RFC 6749, 6), 15 minutes before the end. */
export const BY_REFRESH_TOKEN: RenewalTerms = { by: 'refreshToken', leadMs: 15 * 60_000 };

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

/** Platforms of our other live connections that rest on the permission of a person, named by the platform's id. */
export type RestingOn = (holderId: string) => Promise<readonly PlatformName[]>;
