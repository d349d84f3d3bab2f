import { sma } from './indicators.js';
import type { Candle } from './market-data.js';

/** An hour of a chart. */
export interface ChartPoint {
  /** Its end, ISO 8601. */
  readonly at: string;
  readonly close: number;
  /** Simple moving averages of the closes up to here; null while too few came before. */
  readonly sma20: number | null;
  readonly sma50: number | null;
}

/** What a chart of the market is drawn from; kept with the draft as data, never as a picture or markup. */
export interface MarketChart {
  readonly symbol: string;
  readonly exchange: string;
  /** Of every figure, ISO 4217. */
  readonly currency: 'USD';
  /** Closed hours, oldest first. */
  readonly points: readonly ChartPoint[];
}

/** Five days: enough to see the averages turn, few enough for a telephone. */
const HOURS = 120;
const HOUR_MS = 3_600_000;
const PLACES = 10;

/** @param closed closed hourly candles, oldest first; those before the shown ones feed the averages. */
export function marketChart(
  closed: readonly Candle[],
  { symbol, exchange }: Pick<MarketChart, 'symbol' | 'exchange'>,
): MarketChart {
  const closes = closed.map(({ close }) => close);
  const from = Math.max(0, closed.length - HOURS);
  const average = (end: number, period: number) => rounded(sma(closes.slice(0, end), period));
  const points = closed.slice(from).map(({ start, close }, index) => {
    const end = from + index + 1;
    const at = new Date(start.getTime() + HOUR_MS).toISOString();
    return { at, close: rounded(close) ?? close, sma20: average(end, 20), sma50: average(end, 50) };
  });
  return { symbol, exchange, currency: 'USD', points };
}

const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * PLACES) / PLACES;
