import { francAll } from 'franc-min';

/** The languages a model is likely to slip into; with few candidates short texts are told apart better. */
const CANDIDATES = [
  'eng',
  'deu',
  'fra',
  'spa',
  'por',
  'ita',
  'nld',
  'hin',
  'rus',
  'cmn',
  'jpn',
  'arb',
  'tam',
];
const NAMES = new Intl.DisplayNames('en', { type: 'language' });
/** Fewer letters are no ground for a judgement. */
const SHORTEST = 120;
/** English this far behind the first is no slip of the measure, whose scores run from 0 to 1. */
const FAR_BEHIND = 0.75;
/** Nearer than that a neighbour such as German may be meant: then the small words decide. */
const NEAR = 0.95;
const SMALL_WORDS = /^(?:the|of|and|to|is|are|it|that|this|for|with|you|your|their|not)$/i;
/** Their part of English prose is a fifth, of a terse report a tenth. */
const FEWEST_SMALL = 0.06;

/**
 * The language of a text that is plainly not English, by its name, or null. It is judged by trigrams, so names and
 * hashtags are left out, and a short or doubtful text passes.
 */
export function notEnglish(text: string): string | null {
  const prose = text.replace(/[#@]\S+|\b\d\S*/g, ' ').trim();
  if ((prose.match(/\p{L}/gu) ?? []).length < SHORTEST) return null;
  const found = francAll(prose, { only: CANDIDATES });
  const [language] = found[0] ?? ['und'];
  const english = found.find(([name]) => name === 'eng')?.[1] ?? 0;
  if (language === 'eng' || language === 'und' || english > NEAR) return null;
  if (english > FAR_BEHIND && smallWords(prose) >= FEWEST_SMALL) return null;
  return NAMES.of(language) ?? language;
}

/** The part of the words that are English small words, from 0 to 1. */
function smallWords(prose: string): number {
  const words = prose.match(/\p{L}+/gu) ?? [];
  return words.filter((word) => SMALL_WORDS.test(word)).length / Math.max(1, words.length);
}
