import { PLATFORM_TITLES, type MarketingPlatform } from '../../agents/platform-names.js';
import { PLATFORM_RULES } from '../runtimes/social/platform-rules.js';
import { HASHTAGS } from '../templates/social-media-post.js';
import { forbiddenIn } from './forbidden-topics.js';

/** The hashtags of a text in their order, each once; a heading's `# ` and `#1` are none. */
export function hashtagsIn(text: string): string[] {
  const found = text.matchAll(/(?<![\p{L}\p{N}_&/])#(?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+/gu);
  const tags = new Map<string, string>();
  for (const [tag] of found) if (!tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  return [...tags.values()];
}

/** What keeps a text from being posted on a platform, in words; the agent's own drafts are held against the same. */
export function postFaults(
  text: string,
  platform: MarketingPlatform,
  forbiddenTopics: readonly string[],
): string[] {
  const title = PLATFORM_TITLES[platform];
  const { maxCharacters } = PLATFORM_RULES[platform];
  const characters = [...text].length;
  const tags = hashtagsIn(text).length;
  const touched = forbiddenIn(text, forbiddenTopics);
  return [
    ...(characters > maxCharacters
      ? [
          `${title} takes ${maxCharacters.toLocaleString('en')} characters; these are ${characters.toLocaleString('en')}.`,
        ]
      : []),
    ...(tags < HASHTAGS.min || tags > HASHTAGS.max
      ? [`A post carries ${HASHTAGS.min} to ${HASHTAGS.max} hashtags; this text has ${tags}.`]
      : []),
    ...(touched.length > 0 ? [`The text touches a forbidden topic: ${touched.join(', ')}.`] : []),
  ];
}
