import type { MarketTold } from '../market/market-told.js';
import { hasWord, words, type Clause, type Token } from './clauses.js';

const OVERBOUGHT_FROM = 69.5;
const OVERSOLD_TO = 30.5;
const SAYS = words(
  "is are remains stays looks appears reads seems in into shows signals indicates suggests confirms it's it’s that’s that's",
);
const HOW = words(
  'a an the clearly deeply firmly now still very already strongly slightly mildly clear strong firm weak currently technically heavily solidly broadly confirmed steady established',
);
/** A level is spoken of, not where the market stands. */
const LEVELS = words(
  'above below over under level levels threshold thresholds line mark near nearing close approaching approaches toward towards almost nearly short away between or both than counts count called means',
);
const OTHER_MEASURES = words(
  'rsi momentum funding ema sma average averages volume range volatility sentiment divergence candle candles traders bulls bears pressure case scenario short shorter longer long',
);
const PICTURES = words('signal trend picture outlook bias market setup structure reading suggestion tone');
const GIVES = words('is gives shows points signals has remains stays stands');
const SUGGESTS = words(
  'suggest suggests suggested suggestion suggestions recommend recommends recommended recommendation propose proposes proposed proposal advises advised',
);
const TO_TRADE = words('is to a an the of one small trade going for you');
const OF_TRADE = words('signal suggestion recommendation trade proposal order');
const AFTER_DOING = words('now here at one btc eth btcusd ethusd contract');
const SIDES: ReadonlyMap<string, 'buy' | 'sell'> = new Map([
  ['buy', 'buy'],
  ['buying', 'buy'],
  ['sell', 'sell'],
  ['selling', 'sell'],
]);

/** A reading, a trend or a side told the other way round: the truth, or null. */
export function wrongReading(clause: Clause, before: Clause | null, told: MarketTold): string | null {
  return wrongStrength(clause, before, told) ?? wrongTrend(clause, told) ?? wrongSide(clause, told);
}

function wrongStrength({ tokens }: Clause, before: Clause | null, { rsi }: MarketTold): string | null {
  if (rsi === null || hasWord(tokens, LEVELS)) return null;
  for (const [at, { word }] of tokens.entries()) {
    const isWrong =
      (word === 'overbought' && rsi < OVERBOUGHT_FROM) || (word === 'oversold' && rsi > OVERSOLD_TO);
    if (isWrong && isClaimed(tokens, at, before)) return `the RSI is ${rsi.toFixed(1)}`;
  }
  return null;
}

/** "is overbought", "RSI 24, overbought", "RSI 24 overbought", "an overbought RSI of 24". */
function isClaimed(tokens: readonly Token[], at: number, before: Clause | null): boolean {
  if (tokens[at + 1]?.word === 'rsi' && tokens.slice(at + 2, at + 5).some(({ figure }) => figure?.ofRsi))
    return true;
  const from = skipBack(tokens, at - 1);
  if (from < 0) return goesOnFrom(before?.tokens ?? []);
  const token = tokens[from];
  return token?.figure?.ofRsi === true || SAYS.has(token?.word ?? '');
}

/** A reading was told just before, and no level. */
const goesOnFrom = (before: readonly Token[]): boolean =>
  before.some(({ word }) => word === 'rsi' || word === 'momentum') && !hasWord(before, LEVELS);

function wrongTrend({ tokens }: Clause, { trend, side }: MarketTold): string | null {
  if (hasWord(tokens, OTHER_MEASURES)) return null;
  const gives = hasWord(tokens, GIVES);
  for (const [at, { word }] of tokens.entries()) {
    const up = word === 'bullish' || word === 'uptrend';
    if (!up && word !== 'bearish' && word !== 'downtrend') continue;
    const against = up ? trend === 'down' || side === 'sell' : trend === 'up' || side === 'buy';
    if (!against || !leans(tokens, at, gives)) continue;
    return side === null
      ? `the report has ${up ? 'a downtrend' : 'an uptrend'}`
      : `the report suggests to ${side}`;
  }
  return null;
}

function leans(tokens: readonly Token[], at: number, gives: boolean): boolean {
  const from = skipBack(tokens, at - 1);
  const said = tokens[from]?.word ?? '';
  if (SAYS.has(said) || (said === 'to' && /^points?$/.test(tokens[from - 1]?.word ?? ''))) return true;
  const indefinite = /^an?$/.test(tokens[at - 1]?.word ?? '');
  return !indefinite && PICTURES.has(tokens[at + 1]?.word ?? '') && gives;
}

function wrongSide({ tokens }: Clause, { side }: MarketTold): string | null {
  const gives = hasWord(tokens, GIVES);
  for (const [at, { word }] of tokens.entries()) {
    const named = SIDES.get(word);
    if (named === undefined || named === side || !isSuggested(tokens, at, gives)) continue;
    return side === null ? 'the report suggests no trade' : `the report suggests to ${side}`;
  }
  return null;
}

function isSuggested(tokens: readonly Token[], at: number, gives: boolean): boolean {
  const { word } = tokens[at] ?? { word: '' };
  const next = tokens[at + 1];
  if (!word.endsWith('ing') && OF_TRADE.has(next?.word ?? '')) return gives;
  if (word.endsWith('ing') && next && !next.figure && !AFTER_DOING.has(next.word)) return false;
  let from = at - 1;
  while (from >= Math.max(0, at - 5) && TO_TRADE.has(tokens[from]?.word ?? '')) from--;
  return SUGGESTS.has(tokens[from]?.word ?? '');
}

/** The place of the first word before `at` that does not only say how; −1 when there is none. */
function skipBack(tokens: readonly Token[], at: number): number {
  let from = at;
  while (from >= 0 && HOW.has(tokens[from]?.word ?? '') && at - from < 5) from--;
  return from;
}
