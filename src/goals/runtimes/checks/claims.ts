import type { RunInput } from '../agent-runtime.js';
import { figuresOf, isSame, sentencesOf, type Figure } from './figures.js';

type Kind = 'percent' | 'currency' | 'times' | 'ratio' | 'plain';

/** A figure by which a text claims something. */
interface Claim {
  readonly kind: Kind;
  /** As it is told to whoever reviews. */
  readonly text: string;
  /** Whose money; empty of what is no money. */
  readonly money: string;
  readonly figure: Figure;
}

/** Templates whose drafts go out under the customer's name. */
const HELD: ReadonlySet<string> = new Set(['social_media_post', 'content_calendar']);
/** More are not told; one is enough to look twice. */
const MOST_TOLD = 12;
const LONGEST = 40;
/** "3 reasons" is how a post is built; from here on a bare count claims something. */
const LEAST_COUNT = 10;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}';
/** What has digits and claims nothing: dates, times of day, hashtags, addresses, numbers of a list. */
const NO_CLAIM = [
  /#[\p{L}\p{N}_]+/gu,
  /\b\d{4}-\d\d-\d\d\b/g,
  new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?\\s${MONTH}\\b(?:,?\\s\\d{4}\\b)?`, 'gi'),
  new RegExp(`\\b${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?\\b(?:,?\\s\\d{4}\\b)?`, 'gi'),
  /\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)/gi,
  /\b\d{1,2}:\d\d\b/g,
  /\b24\/7\b/g,
  /^[ \t>*_-]{0,8}\(?\d{1,3}[.):/](?!\d)/gm,
];
const SHORT_SCALES: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d)\s?(?:M|mn)\b/g, ' million'],
  [/(?<=\d)\s?(?:B|bn)\b/g, ' billion'],
  [/(?<=\d)\s?(?:Cr|cr)\b/g, ' crore'],
];
const TIMES = /^\s?(?:x|×|-?fold|times(?!\s(?:a|an|per|every)\s))(?![\p{L}\p{N}])/iu;
const RATIO = /^\s(?:out of|in|of)(?:\severy)?\s\d{1,4}\b/i;
const MONEY: readonly (readonly [RegExp, string])[] = [
  [/₹|Rs|INR|rupee/i, 'INR'],
  [/\$|USD|dollar/i, 'USD'],
  [/€/, 'EUR'],
];

/**
 * The figures of a draft that stand in nothing the customer gave, as written, at most twelve: in no text of the goal's
 * parameters, the agent's settings or the feedback. A figure that was given may be told rounded.
 * @param written what the engine wrote
 */
export function unprovenClaims(written: string, { goal, agent, regeneration }: RunInput): string[] {
  if (!HELD.has(goal.template)) return [];
  const given = textsIn([goal.parameters, agent.settings, regeneration?.feedback]).flatMap(claimsIn);
  const strange = claimsIn(written).filter((claim) => !given.some((known) => standsBehind(known, claim)));
  const first = new Map<string, string>();
  for (const claim of strange) if (!first.has(keyOf(claim))) first.set(keyOf(claim), claim.text);
  return [...first.values()].slice(0, MOST_TOLD);
}

/** Of the claims that nobody gave, those that a person's edit left in the text; what a person typed is given. */
export function stillUnproven(unproven: readonly string[], body: string): string[] {
  const left = new Set(claimsIn(body).map(keyOf));
  return unproven.filter((text) => claimsIn(text).some((claim) => left.has(keyOf(claim))));
}

const keyOf = ({ kind, money, figure, text }: Claim): string =>
  kind === 'ratio' ? `ratio ${text.toLowerCase()}` : `${kind} ${money} ${figure.value}`;

function standsBehind(known: Claim, said: Claim): boolean {
  if (known.kind !== said.kind || known.money !== said.money) return false;
  return said.kind === 'ratio' || isYear(said)
    ? keyOf(known) === keyOf(said)
    : isSame(said.figure, known.figure);
}

/** 2024 is no rounded 2020. */
const isYear = ({ kind, text }: Claim): boolean => kind === 'plain' && /^(?:19|20)\d\d$/.test(text);

function claimsIn(text: string): Claim[] {
  let bare = text;
  for (const pattern of NO_CLAIM) bare = bare.replace(pattern, ' ');
  for (const [short, long] of SHORT_SCALES) bare = bare.replace(short, long);
  // A range has two figures; its hyphen would join them to one word.
  return sentencesOf(bare.replace(/(?<=[\d%])-(?=\d)/g, '–')).flatMap((sentence) =>
    figuresOf(sentence).flatMap((figure) => claimOf(figure, sentence) ?? []),
  );
}

function claimOf(figure: Figure, sentence: string): Claim | null {
  const after = sentence.slice(figure.end, figure.end + LONGEST);
  const money =
    MONEY.find(([sign]) => sign.test(figure.text))?.[1] ?? (/^\s?(?:€|euros?\b)/i.test(after) ? 'EUR' : '');
  const claim = (kind: Kind, more = '') => ({
    kind,
    text: `${figure.text}${more}`.slice(0, LONGEST),
    money,
    figure,
  });
  if (figure.unit === 'percent') return claim('percent');
  if (money !== '') return claim('currency', /^\s?(?:€|euros?\b)/i.exec(after)?.[0]);
  const times = TIMES.exec(after);
  if (times) return claim('times', times[0]);
  const ratio = RATIO.exec(after);
  if (ratio) return claim('ratio', ratio[0]);
  if (isRatioEnd(figure, sentence)) return null;
  return figure.value >= LEAST_COUNT || !Number.isInteger(figure.value) ? claim('plain') : null;
}

/** The 10 of "9 out of 10". */
const isRatioEnd = ({ at }: Figure, sentence: string): boolean =>
  /\d\s(?:out of|in|of)(?:\severy)?\s$/i.test(sentence.slice(Math.max(0, at - 20), at));

/** Every text in a value of plain data. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
