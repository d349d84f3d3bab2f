import { z } from 'zod';

/** The platforms an agent can work on (runbook Step 6); also the names of their credentials. */
export const PLATFORMS = ['youtube', 'instagram', 'facebook', 'linkedin', 'whatsapp', 'delta'] as const;
export type PlatformName = (typeof PLATFORMS)[number];

/** The five a marketing agent may post to. */
export const MARKETING_PLATFORMS = ['youtube', 'instagram', 'facebook', 'linkedin', 'whatsapp'] as const;
export type MarketingPlatform = (typeof MARKETING_PLATFORMS)[number];

export const platformName = z.enum(PLATFORMS);
export const marketingPlatform = z.enum(MARKETING_PLATFORMS);

/** As people write them. */
export const PLATFORM_TITLES: Record<PlatformName, string> = {
  youtube: 'YouTube',
  instagram: 'Instagram',
  facebook: 'Facebook',
  linkedin: 'LinkedIn',
  whatsapp: 'WhatsApp',
  delta: 'Delta Exchange',
};
