import type { MarketTold } from '../market/market-told.js';
import { sentencesIn, words, type Clause, type Token } from './clauses.js';
import { figuresIn, isSame, type Figure } from './figures.js';
import { wrongPosition } from './positions.js';
import { wrongReading } from './readings.js';
import { firstSubject, nearestSubject, type Subject } from './subjects.js';

/** A sentence that tells a direction the other way round. */
export interface WrongDirection {
  readonly sentence: string;
  /** What the report has in its place. */
  readonly truth: string;
}

const RISES = words(
  'rose risen rise rises rising climbed climb climbs climbing gained gain gains gaining advanced advance advances increased increase increases increasing jumped jump surged surge rallied rally grew grown up higher added plus',
);
const FALLS = words(
  'fell fallen fall falls falling dropped drop drops dropping declined decline declines declining lost lose loses losing loss decreased decrease decreases decreasing slid slipped sank plunged plunge tumbled shed down lower retreated dipped dip eased minus',
);
const BETWEEN = words(
  'by about around roughly nearly almost some just over a an of further another only slightly more than approximately modest small a',
);
const HIGHER = words('higher above up gain rise increase advance');
const LOWER = words('lower below down loss fall drop decline decrease dip');
const KINDS = words('daily price net');
const LONGEST_QUOTE = 160;

/**
 * The first sentence of a model's text that tells a direction against what was computed, or null. Only what is said
 * plainly is held: denials, conditions, forecasts and other times pass, and so does what cannot be told for certain.
 * @param computed the report that the text is about
 */
export function wrongDirection(written: string, computed: string, told: MarketTold): WrongDirection | null {
  const percents = figuresIn(computed).filter(({ unit }) => unit === 'percent');
  for (const { text, clauses } of sentencesIn(written)) {
    const truth = wrongOf(clauses, percents, told);
    if (truth !== null) return { sentence: quoted(text), truth };
  }
  return null;
}

function wrongOf(clauses: readonly Clause[], percents: readonly Figure[], told: MarketTold): string | null {
  let goesOn: Subject = null;
  for (const [at, clause] of clauses.entries()) {
    const before = clauses[at - 1] ?? null;
    const wrong = clause.hedged
      ? null
      : (wrongMove(clause, goesOn, percents) ??
        (clause.past ? null : wrongPosition(clause, goesOn, told)) ??
        (clause.past ? null : wrongReading(clause, before, told)));
    if (wrong !== null) return wrong;
    goesOn = firstSubject(clause.tokens) ?? goesOn;
  }
  return null;
}

/** A percentage told as a rise that is a fall in the report, or the other way round. */
function wrongMove(clause: Clause, goesOn: Subject, percents: readonly Figure[]): string | null {
  for (const [at, { figure }] of clause.tokens.entries()) {
    if (figure?.unit !== 'percent' || figure.value === 0) continue;
    const said = figure.sign || directionOf(clause, at);
    const subject = nearestSubject(clause.tokens, at).subject ?? goesOn;
    if (said === 0 || (subject !== null && subject !== 'price')) continue;
    const meant = percents.filter((known) => isSame(figure, known));
    if (meant.length === 0 || meant.some(({ sign }) => sign !== -said)) continue;
    return `the report has ${said > 0 ? '−' : '+'}${meant[0]?.text ?? ''}`;
  }
  return null;
}

/** By the word before the figure, or the one right after it; 0 when neither tells. */
function directionOf({ tokens, past }: Clause, at: number): -1 | 0 | 1 {
  let from = at - 1;
  while (from >= Math.max(0, at - 4) && BETWEEN.has(tokens[from]?.word ?? '')) from--;
  const before = tokens[from]?.word ?? '';
  if (RISES.has(before)) return 1;
  if (FALLS.has(before)) return -1;
  if (past) return 0;
  const after = wordAfter(tokens, at);
  if (HIGHER.has(after)) return 1;
  return LOWER.has(after) ? -1 : 0;
}

function wordAfter(tokens: readonly Token[], at: number): string {
  const next = tokens[at + 1]?.word ?? '';
  return KINDS.has(next) ? (tokens[at + 2]?.word ?? '') : next;
}

const quoted = (text: string): string =>
  text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
