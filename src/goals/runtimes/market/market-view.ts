import { RunFailedError } from '../agent-runtime.js';
import { atr, ema, rsi, sma } from './indicators.js';
import type { Candle, MarketData, Product, Ticker } from './market-data.js';
import type { MarketTold, ToldAverage, Trend } from './market-told.js';

const HOUR_MS = 3_600_000;
const LOOK_BACK_HOURS = 240;
const FEWEST_CANDLES = 60;
const STALE_MS = 15 * 60_000;

/** What the figures of one coin say at one moment. */
export interface MarketView {
  readonly exchange: string;
  readonly product: Product;
  readonly ticker: Ticker;
  readonly inrRate: string;
  readonly price: number;
  /** Closed hourly candles used. */
  readonly candles: number;
  readonly sma20: number;
  readonly sma50: number;
  readonly ema12: number;
  readonly ema26: number;
  readonly rsi14: number;
  readonly atr14: number;
  readonly change24hPercent: number;
  readonly trend: Trend;
  /** True when the exchange's price is older than 15 minutes. */
  readonly stale: boolean;
}

/** Reads the market of `coin`. Throws RunFailedError. */
export async function readMarket(data: MarketData, coin: string, signal: AbortSignal) {
  const [product, ticker, candles] = await Promise.all([
    data.product(coin, signal),
    data.ticker(coin, signal),
    data.candles(coin, LOOK_BACK_HOURS, signal),
  ]);
  return { exchange: data.exchange, product, ticker, candles, inrRate: data.inrRate() };
}

type Market = Awaited<ReturnType<typeof readMarket>>;

/** Hours that were over at the reading: the forming one would move with every reading. */
export const closedCandles = ({ candles, ticker }: Pick<Market, 'candles' | 'ticker'>): Candle[] =>
  candles.filter(({ start }) => start.getTime() + HOUR_MS <= ticker.at.getTime());

/** Computes the view from closed candles only. */
export function computeView(market: Market): MarketView {
  const { ticker } = market;
  const closed = closedCandles(market);
  const closes = closed.map(({ close }) => close);
  const averages = {
    sma20: sma(closes, 20),
    sma50: sma(closes, 50),
    ema12: ema(closes, 12),
    ema26: ema(closes, 26),
    rsi14: rsi(closes),
    atr14: atr(closed),
  };
  if (closed.length < FEWEST_CANDLES || !allKnown(averages)) {
    throw new RunFailedError(
      'malformed',
      `${market.exchange} sent ${closed.length} closed hourly candles; an analysis needs ${FEWEST_CANDLES}.`,
    );
  }
  const price = Number(ticker.markPrice);
  return {
    exchange: market.exchange,
    product: market.product,
    ticker,
    inrRate: market.inrRate,
    price,
    candles: closed.length,
    ...averages,
    change24hPercent: ((price - ticker.open24h) / ticker.open24h) * 100,
    trend: trendOf(price, averages),
    stale: ticker.ageMs > STALE_MS,
  };
}

interface Averages {
  sma20: number;
  sma50: number;
  ema12: number;
  ema26: number;
  rsi14: number;
  atr14: number;
}

function allKnown(averages: { [K in keyof Averages]: number | null }): averages is Averages {
  return Object.values(averages).every((value) => value !== null);
}

/** A trend only where the price, both averages and the faster one agree. */
function trendOf(price: number, { sma20, sma50, ema12, ema26 }: Averages): Trend {
  if (price > sma20 && sma20 > sma50 && ema12 > ema26) return 'up';
  if (price < sma20 && sma20 < sma50 && ema12 < ema26) return 'down';
  return 'sideways';
}

/** What words on the view are held against; `side` of the trade suggested. */
export function marketTold(view: MarketView, side: MarketTold['side']): MarketTold {
  const { price, rsi14: rsi, trend, sma20, sma50, ema12, ema26 } = view;
  const averages: ToldAverage[] = [
    { kind: 'sma', hours: 20, value: sma20 },
    { kind: 'sma', hours: 50, value: sma50 },
    { kind: 'ema', hours: 12, value: ema12 },
    { kind: 'ema', hours: 26, value: ema26 },
  ];
  return { price, averages, rsi, trend, side };
}
