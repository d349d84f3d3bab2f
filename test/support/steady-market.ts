import type { Candle, MarketData } from '../../src/goals/runtimes/market/market-data.js';

const HOUR_MS = 3_600_000;

/** A market that goes from `first` to `last` in 240 hours with small swings. */
export function steadyMarket(now: Date, first: number, last: number, markPrice = String(last)): MarketData {
  return {
    exchange: 'Delta Exchange',
    inrRate: () => '85',
    product: async (coin) => ({ symbol: `${coin}USD`, contractValue: '0.001' }),
    ticker: async (coin) => ({
      symbol: `${coin}USD`,
      markPrice,
      high24h: Math.max(first, last),
      low24h: Math.min(first, last),
      open24h: first,
      fundingPercent: 0.01,
      at: now,
      ageMs: 0,
    }),
    candles: async () => Array.from({ length: 241 }, (_, index) => candleAt(now, first, last, index)),
  };
}

function candleAt(now: Date, first: number, last: number, index: number): Candle {
  const swing = (index % 2 === 0 ? 1 : -1) * first * 0.002;
  const close = first + ((last - first) * index) / 240 + swing;
  const start = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - (240 - index) * HOUR_MS);
  return { start, open: close, high: close + 50, low: close - 50, close, volume: 10 };
}
