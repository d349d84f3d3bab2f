/** One hour of trading. */
export interface Candle {
  readonly start: Date;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export interface Ticker {
  readonly symbol: string;
  /** Decimal text in USD, exactly as the exchange sent it. */
  readonly markPrice: string;
  readonly high24h: number;
  readonly low24h: number;
  readonly open24h: number;
  /** Percent for one funding period of eight hours; null when the exchange names none. */
  readonly fundingPercent: number | null;
  /** The exchange's own clock at the reading; a stand-in's is the business clock. */
  readonly at: Date;
  /** How old the reading was when it arrived, in milliseconds by the clock that the exchange goes by. */
  readonly ageMs: number;
}

export interface Product {
  readonly symbol: string;
  /** Units of the coin in one contract, decimal text. */
  readonly contractValue: string;
}

/**
 * Port: public data of an exchange on a coin's perpetual contract.
 * Each throws RunFailedError `unreachable`, `rejected` (no such contract) or `malformed`.
 */
export interface MarketData {
  readonly exchange: string;
  ticker(coin: string, signal: AbortSignal): Promise<Ticker>;
  /** The newest `hours` hourly candles, oldest first; the last may still be forming. */
  candles(coin: string, hours: number, signal: AbortSignal): Promise<Candle[]>;
  product(coin: string, signal: AbortSignal): Promise<Product>;
  /** Rupees for one USD as the platform fixes it, decimal text. */
  inrRate(): string;
}

export const MARKET_DATA = Symbol('market data');
