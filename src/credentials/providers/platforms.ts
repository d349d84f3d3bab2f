import type { PlatformName } from '../../agents/platform-names.js';
import type { SecretText } from '../../platform/vault/secret-text.js';
import type { FacebookSecret } from './facebook/page-token.js';

/** Platforms a customer can connect in this version. Each needs a tester, or the registry does not compile. */
export const OFFERED_PLATFORMS = [
  'youtube',
  'instagram',
  'facebook',
  'linkedin',
  'whatsapp',
  'delta',
] as const satisfies readonly PlatformName[];
export type OfferedPlatform = (typeof OFFERED_PLATFORMS)[number];

/** What each platform's secret consists of; the keys name the vault's fields. */
export interface PlatformSecrets {
  /** `accountId`: the channel's id; unset where an integration named none. */
  youtube: { accessToken: SecretText; refreshToken: SecretText; accountId?: SecretText | undefined };
  /** A person's token of Facebook Login; `accountId`: the professional account's id. */
  instagram: { accessToken: SecretText; accountId?: SecretText | undefined };
  facebook: FacebookSecret;
  /** `accountId`: the organization's id; unset where our app may not read organizations. */
  linkedin: {
    accessToken: SecretText;
    refreshToken?: SecretText | undefined;
    accountId?: SecretText | undefined;
  };
  /** A system user's token; the ids name the number and its business account. */
  whatsapp: { accessToken: SecretText; phoneNumberId: SecretText; wabaId: SecretText };
  delta: { apiKey: SecretText; apiSecret: SecretText };
}
export type SecretOf<P extends OfferedPlatform> = PlatformSecrets[P];
