import { forbiddenIn } from '../../safety/forbidden-topics.js';

const LINK_WORDS = new Set(['a', 'an', 'and', 'for', 'in', 'of', 'on', 'the', 'to', 'with']);
const FALLBACKS = ['Insights', 'BestPractice', 'Learning', 'Teamwork', 'Ideas'];

/**
 * `count` hashtags: the preferred ones first, then topics, theme and content type as single words,
 * then general ones. None twice, none that touches a forbidden topic.
 */
export function chooseHashtags(
  wanted: { preferred: readonly string[]; sources: readonly string[]; count: number },
  forbidden: readonly string[],
): string[] {
  const candidates = [...wanted.preferred, ...wanted.sources.map(oneWord), ...FALLBACKS];
  const chosen = new Map<string, string>();
  for (const candidate of candidates) {
    const tag = candidate.replace(/^#/, '');
    if (tag.length < 2 || tag.length > 60 || forbiddenIn(tag, forbidden).length > 0) continue;
    if (!chosen.has(tag.toLowerCase())) chosen.set(tag.toLowerCase(), `#${tag}`);
  }
  return [...chosen.values()].slice(0, wanted.count);
}

/** "Patient communication" → "PatientCommunication"; at most three words, link words left out. */
function oneWord(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .filter((word) => !LINK_WORDS.has(word.toLowerCase()))
    .slice(0, 3)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
