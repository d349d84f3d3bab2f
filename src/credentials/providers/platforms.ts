import type { SecretText } from '../../platform/vault/secret-text.js';

/** Every outside platform of the runbook's Step 6. */
export const PLATFORMS = ['youtube', 'instagram', 'facebook', 'linkedin', 'whatsapp', 'delta'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Platforms a customer can connect in this version. Each needs a tester, or the registry does not compile. */
export const OFFERED_PLATFORMS = ['delta'] as const satisfies readonly Platform[];
export type OfferedPlatform = (typeof OFFERED_PLATFORMS)[number];

export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  youtube: 'YouTube',
  instagram: 'Instagram',
  facebook: 'Facebook',
  linkedin: 'LinkedIn',
  whatsapp: 'WhatsApp',
  delta: 'Delta Exchange',
};

/** What each platform's secret consists of; the keys name the vault's fields. */
export interface PlatformSecrets {
  delta: { apiKey: SecretText; apiSecret: SecretText };
}
export type SecretOf<P extends OfferedPlatform> = PlatformSecrets[P];

export function isOffered(platform: Platform): platform is OfferedPlatform {
  return (OFFERED_PLATFORMS as readonly Platform[]).includes(platform);
}
