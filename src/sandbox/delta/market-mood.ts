export const MARKET_MOODS = ['as_it_goes', 'rising'] as const;
export type MarketMood = (typeof MARKET_MOODS)[number];

const HOUR = 3_600;
/** The market has risen for so long already: longer than any average looks back. */
const BEFORE = 400;
/** Shares of the price: up in each even hour of the clock, most of it back in the next. */
const UP = 0.0005;
const BACK = 0.0003;
/** Months on, it stands still rather than without bounds. */
const MOST = 1.3;

/**
 * How many times its base a market that rises since an instant stands at another (both Unix seconds): the averages agree
 * on an uptrend, and the pauses keep it from being overbought.
 */
export function risingFactor(at: number, since: number): number {
  const beginning = Math.floor(since / HOUR / 2) * 2 - BEFORE;
  const hours = Math.max(0, at / HOUR - beginning);
  const pairs = Math.floor(hours / 2);
  const within = hours - pairs * 2;
  const step = within < 1 ? within * UP : UP - (within - 1) * BACK;
  return Math.min(MOST, 0.95 + pairs * (UP - BACK) + step);
}
