export type Trend = 'up' | 'down' | 'sideways';

/** One moving average of closed hours. */
export interface ToldAverage {
  readonly kind: 'sma' | 'ema';
  readonly hours: number;
  readonly value: number;
}

/** What an engine computed of a market, against which words on its direction are held. */
export interface MarketTold {
  readonly price: number;
  readonly averages: readonly ToldAverage[];
  readonly rsi: number | null;
  readonly trend: Trend | null;
  /** Of the trade suggested; null where none is. */
  readonly side: 'buy' | 'sell' | null;
}

/** Of a report that knows the price alone, and suggests nothing. */
export const priceTold = (price: number): MarketTold => ({
  price,
  averages: [],
  rsi: null,
  trend: null,
  side: null,
});
