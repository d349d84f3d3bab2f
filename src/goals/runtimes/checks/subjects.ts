import { words, type Token } from './clauses.js';

/** What a clause speaks of, as far as it can be told by its words. */
export type Subject = 'price' | 'rsi' | 'average' | 'other' | null;

const PRICE = words(
  "price btc bitcoin eth ether ethereum coin it it's it’s mark btcusd ethusd contract market",
);
const RSI = words('rsi');
const AVERAGE = words('average averages sma ema smas emas');
const OTHER = words(
  'volume funding volatility atr range momentum low lows high highs interest order orders notional limit limits resistance support risk drawdown stop stops position sentiment candle candles volumes trader traders buyers sellers',
);

function subjectOf(word: string): Subject {
  if (PRICE.has(word)) return 'price';
  if (RSI.has(word)) return 'rsi';
  if (AVERAGE.has(word)) return 'average';
  return OTHER.has(word) ? 'other' : null;
}

/** Where the nearest subject before `end` stands. */
export function nearestSubject(
  tokens: readonly Token[],
  end: number,
): { readonly subject: Subject; readonly at: number } {
  for (let at = end - 1; at >= Math.max(0, end - REACH); at--) {
    const subject = subjectOf(tokens[at]?.word ?? '');
    if (subject !== null) return { subject, at };
  }
  return { subject: null, at: -1 };
}

/** Words looked at for a subject: an endless sentence is not read anew for each of its claims. */
const REACH = 20;

/** Of the whole clause, its first. */
export function firstSubject(tokens: readonly Token[]): Subject {
  for (const { word } of tokens) {
    const subject = subjectOf(word);
    if (subject !== null) return subject;
  }
  return null;
}
