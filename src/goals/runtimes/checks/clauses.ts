import { figuresOf, sentencesOf, type Figure } from './figures.js';

/** A word in lower case, or a figure in its place. */
export type Token =
  { readonly word: string; readonly figure?: undefined } | { readonly word: ''; readonly figure: Figure };

/** Part of a sentence that says one thing. */
export interface Clause {
  readonly tokens: readonly Token[];
  /** It denies, supposes, forecasts or speaks of another time: nothing is claimed of the market as it was computed. */
  readonly hedged: boolean;
  /** It tells of what was, which may be another moment than the report's. */
  readonly past: boolean;
}

export interface Sentence {
  readonly text: string;
  readonly clauses: readonly Clause[];
}

const WORD_OR_PAUSE = /\p{L}[\p{L}'’]*|[,:;()—–|]/gu;
const JOINS = words('and but while whereas although though yet so because which with');
const SUPPOSES = words(
  'if unless until till once whether when whenever where wherever suppose supposing assuming provided before should',
);
const DENIES = words(
  'not no never neither nor none without hardly barely scarcely cannot rather instead unlike far fails failed lacks denies wrong false',
);
const FORECASTS = words(
  'would could may might can will must shall expect expected expects likely unlikely possible possibly potential potentially forecast target needs wait watch ought',
);
const OTHER_TIMES = words(
  'week weeks month months year years earlier previously formerly prior history historically once had then later next tomorrow minutes minute',
);
const PAST = words('was were been stood had began opened started');
/** A part without one goes on with what the part before it says or denies. */
const VERBS = words(
  'is are was were stands stood sits trades traded trading remains remained stays stayed holds held looks reads shows showed points signals suggests rose fell climbed dropped gained lost slipped rallied declined advanced increased decreased has have moved',
);

/** The sentences of a text in clauses; takes time by its length. */
export function sentencesIn(text: string): Sentence[] {
  return sentencesOf(text).map((sentence) => ({ text: sentence.trim(), clauses: clausesOf(sentence) }));
}

function clausesOf(sentence: string): Clause[] {
  const parts = partsOf(sentence);
  const supposing = parts.some((tokens) => hasWord(tokens, SUPPOSES)) || sentence.trimEnd().endsWith('?');
  const clauses: Clause[] = [];
  for (const tokens of parts) {
    const before = clauses.at(-1);
    const goesOn = before !== undefined && !hasWord(tokens, VERBS);
    clauses.push({
      tokens,
      hedged: supposing || isHedged(tokens) || (goesOn && before.hedged),
      past: hasWord(tokens, PAST) || (goesOn && before.past),
    });
  }
  return clauses;
}

function isHedged(tokens: readonly Token[]): boolean {
  return (
    hasWord(tokens, DENIES) ||
    hasWord(tokens, FORECASTS) ||
    tokens.some(({ word }) => /n['’]t$/.test(word)) ||
    tokens.some((token, at) => isOtherTime(tokens, at))
  );
}

/** A day ago, or 24 hours, is the report's own measure; what was an hour ago or yesterday is not in it. */
function isOtherTime(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  if (OTHER_TIMES.has(word)) return true;
  const before = tokens[at - 1];
  if (word === 'yesterday') return !/^(?:since|from|than|against)$/.test(before?.word ?? '');
  if (word !== 'ago') return false;
  return before?.word !== 'day' && tokens[at - 2]?.figure?.value !== 24;
}

/** Words and figures in their order, parted at pauses and joining words. */
function partsOf(sentence: string): Token[][] {
  const figures = figuresOf(sentence);
  const parts: Token[][] = [[]];
  let next = 0;
  for (const { 0: found, index } of sentence.matchAll(WORD_OR_PAUSE)) {
    for (; (figures[next]?.at ?? Infinity) <= index; next++) take(parts, figures[next]);
    if (index < (figures[next - 1]?.end ?? 0)) continue;
    const word = found.toLowerCase();
    if (!/^\p{L}/u.test(word) || JOINS.has(word)) parts.push([]);
    else parts.at(-1)?.push({ word });
  }
  for (; next < figures.length; next++) take(parts, figures[next]);
  return parts.filter((tokens) => tokens.length > 0);
}

function take(parts: readonly Token[][], figure: Figure | undefined): void {
  if (figure) parts.at(-1)?.push({ word: '', figure });
}

export const hasWord = (tokens: readonly Token[], wanted: ReadonlySet<string>): boolean =>
  tokens.some(({ word }) => wanted.has(word));

export function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
