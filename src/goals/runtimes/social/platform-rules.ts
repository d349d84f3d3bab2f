import type { MarketingPlatform } from '../../../agents/platform-names.js';

interface PlatformRules {
  /** Characters a text may have there. */
  readonly maxCharacters: number;
  /** What the reviewer must add or know, beside the text. */
  readonly remark: string | null;
}

/** How long a text may be on each platform, and what text alone cannot do there. */
export const PLATFORM_RULES: Record<MarketingPlatform, PlatformRules> = {
  linkedin: { maxCharacters: 3_000, remark: null },
  facebook: { maxCharacters: 63_206, remark: null },
  instagram: { maxCharacters: 2_200, remark: 'Instagram needs a picture or video beside this caption.' },
  youtube: {
    maxCharacters: 5_000,
    remark: 'On YouTube this text is the description of a video: add the video.',
  },
  whatsapp: {
    maxCharacters: 1_024,
    remark:
      'WhatsApp sends it only as an approved message template, or within 24 hours of a customer’s message.',
  },
};
