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
  if (language === 'eng' || language === 'und' || english > FAR_BEHIND) return null;
  return NAMES.of(language) ?? language;
}
