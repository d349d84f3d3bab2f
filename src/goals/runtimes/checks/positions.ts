import type { MarketTold, ToldAverage } from '../market/market-told.js';
import { hasWord, words, type Clause, type Token } from './clauses.js';
import type { Figure } from './figures.js';
import { nearestSubject, type Subject } from './subjects.js';

const ABOVE = words('above');
const BELOW = words('below beneath underneath');
/** A way across a line is history, or a wish. */
const CROSSES = words(
  'rise rises rising rose climb climbs climbing climbed break breaks breaking broke cross crosses crossing crossed move moves moving moved dip dips dipped fall falls falling fell drop drops dropped push pushes pushed close closes closed return returned slip slipped recover recovers recovered bounce bounced jump jumped to',
);
const STANDS = words("is stands sits trades trading remains stays holds lies runs reads it's it’s still at");
/** Words that a bare "… well above its average" may begin with. */
const BARE = words(
  'is stands sits trades trading remains stays well just slightly still now clearly far currently',
);
const NAMES_AVERAGE = words('average averages sma ema smas emas');
const BEFORE_AVERAGE = words(
  'its the a both all moving simple exponential hour hours hourly day days daily period periods h d',
);
const PERIOD = words('hour hours hourly day days daily period periods h d');
const BEFORE_LEVEL = words(
  'the its about around roughly level mark of oversold overbought threshold line neutral midpoint a',
);
const REACH = 8;

/** Price, average or RSI told to stand above what it stands below, or the other way round: the truth, or null. */
export function wrongPosition({ tokens }: Clause, goesOn: Subject, told: MarketTold): string | null {
  for (const [at, { word }] of tokens.entries()) {
    const above = ABOVE.has(word);
    if (!above && !BELOW.has(word)) continue;
    const before = tokens.slice(Math.max(0, at - REACH * 2), at);
    if (hasWord(before, CROSSES)) continue;
    const subject = standingSubject(before, goesOn);
    const truth =
      aboutAverage(tokens, at, { above, subject, before }, told) ??
      aboutLevel(tokens, at, { above, subject }, told);
    if (truth !== null) return truth;
  }
  return null;
}

/** Of "the price stands", "RSI 57", or a bare "well above"; "a price above" claims nothing. */
function standingSubject(before: readonly Token[], goesOn: Subject): Subject {
  const { subject, at } = nearestSubject(before, before.length);
  if (subject === null) return before.every(({ word, figure }) => figure ?? BARE.has(word)) ? goesOn : null;
  const between = before.slice(at);
  return between.some(({ word, figure }) => figure ?? STANDS.has(word)) ? subject : null;
}

interface Claim {
  readonly above: boolean;
  readonly subject: Subject;
}

function aboutAverage(
  tokens: readonly Token[],
  at: number,
  { above, subject, before }: Claim & { readonly before: readonly Token[] },
  told: MarketTold,
): string | null {
  const named = averageAfter(tokens, at + 1, told.averages);
  if (named.length === 0) return null;
  if (subject === 'average') {
    const [left, right] = [averageIn(before, told.averages), named[0]];
    if (!left || !right || named.length > 1 || left === right) return null;
    return isWrong(above, left.value, right.value)
      ? `the ${nameOf(left)} is ${above ? 'below' : 'above'} the ${nameOf(right)}`
      : null;
  }
  if (subject !== 'price' || !named.every(({ value }) => isWrong(above, told.price, value))) return null;
  return `the price is ${above ? 'below' : 'above'} the ${named.map(nameOf).join(', ')}`;
}

/** The averages meant by the words from `from` on: one by its hours, all of a kind by "its averages"; none otherwise. */
function averageAfter(
  tokens: readonly Token[],
  from: number,
  averages: readonly ToldAverage[],
): ToldAverage[] {
  let hours: number | null = null;
  for (let at = from; at < Math.min(tokens.length, from + REACH); at++) {
    const { word, figure } = tokens[at] ?? { word: '' };
    if (figure) {
      if (hours !== null || !PERIOD.has(tokens[at + 1]?.word ?? '')) {
        if (!NAMES_AVERAGE.has(tokens[at + 1]?.word ?? '')) return [];
      }
      hours = figure.value;
    } else if (NAMES_AVERAGE.has(word)) {
      return ofKind(averages, word).filter(
        (known) => (hours ?? hoursAfter(tokens, at) ?? known.hours) === known.hours,
      );
    } else if (!BEFORE_AVERAGE.has(word)) return [];
  }
  return averages.filter((known) => known.hours === hours);
}

function hoursAfter(tokens: readonly Token[], at: number): number | null {
  const figure = tokens[at + 1]?.figure;
  return figure && Number.isInteger(figure.value) && figure.value <= 200 ? figure.value : null;
}

const ofKind = (averages: readonly ToldAverage[], word: string): readonly ToldAverage[] =>
  averages.filter(({ kind }) => !/^[se]ma/.test(word) || word.startsWith(kind));

/** The one average that the subject names by its hours. */
function averageIn(before: readonly Token[], averages: readonly ToldAverage[]): ToldAverage | null {
  const hours = before.flatMap(({ figure }) => (figure ? [figure.value] : []));
  const named = averages.filter((known) => hours.includes(known.hours));
  return named.length === 1 ? (named[0] ?? null) : null;
}

function aboutLevel(
  tokens: readonly Token[],
  at: number,
  { above, subject }: Claim,
  told: MarketTold,
): string | null {
  const level = levelAfter(tokens, at + 1);
  if (level?.unit !== 'plain') return null;
  if (subject === 'rsi' && told.rsi !== null && level.value <= 100) {
    if (!isWrong(above, told.rsi, level.value, level.slack)) return null;
    return `the RSI is ${told.rsi.toFixed(1)}`;
  }
  if (subject !== 'price' || level.value < told.price / 10) return null;
  if (!isWrong(above, told.price, level.value, level.slack)) return null;
  return `the price is ${told.price.toLocaleString('en-US')} USD`;
}

function levelAfter(tokens: readonly Token[], from: number): Figure | null {
  for (let at = from; at < Math.min(tokens.length, from + REACH); at++) {
    const { word, figure } = tokens[at] ?? { word: '' };
    const next = tokens[at + 1]?.word ?? '';
    if (figure) return PERIOD.has(next) || NAMES_AVERAGE.has(next) ? null : figure;
    if (!BEFORE_LEVEL.has(word)) return null;
  }
  return null;
}

/** `slack`: how far a rounded level may be from its own. */
const isWrong = (above: boolean, value: number, level: number, slack = 0): boolean =>
  above ? value < level - slack : value > level + slack;

const nameOf = ({ kind, hours }: ToldAverage): string => `${kind.toUpperCase()} ${hours}`;
