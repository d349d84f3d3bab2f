import type { MarketingPlatform } from '../../../agents/platform-names.js';

/** What suits each platform, taken in turns. */
export const FORMATS: Record<MarketingPlatform, readonly [string, ...string[]]> = {
  linkedin: ['Text post', 'Document carousel', 'Poll'],
  facebook: ['Photo post', 'Question to readers', 'Short video'],
  instagram: ['Carousel', 'Reel', 'Story'],
  youtube: ['Short', 'Explainer video'],
  whatsapp: ['Approved template message'],
};
