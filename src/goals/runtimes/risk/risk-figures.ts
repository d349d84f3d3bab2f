import type { TradingSettings } from '../../../agents/types/trading.js';
import { notionalPaise } from '../../../agents/types/notional.js';
import { RISK_WINDOWS, type RiskWindow } from '../../templates/risk-report.js';
import type { Candle } from '../market/market-data.js';

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;
/** Share of a window's hours that must be there: an exchange may leave an hour without trades out. */
const ENOUGH = 0.9;

/** How a coin moved in a window; percentages of price. */
export interface WindowRisk {
  readonly window: RiskWindow;
  readonly hours: number;
  /** Standard deviation of hourly returns, scaled to a day. */
  readonly volatility: number;
  readonly low: number;
  readonly high: number;
  /** High over low. */
  readonly range: number;
  /** The deepest fall of closes from a high before it. */
  readonly drawdown: number;
}

/** Null when the exchange sent too few hours of the window. Takes closed hourly candles, oldest first. */
export function windowRisk(candles: readonly Candle[], window: RiskWindow, until: Date): WindowRisk | null {
  const hours = RISK_WINDOWS[window];
  const from = until.getTime() - (hours + 1) * HOUR_MS;
  const inside = candles.filter(
    ({ start }) => start.getTime() >= from && start.getTime() + HOUR_MS <= until.getTime(),
  );
  if (inside.length < Math.max(2, hours * ENOUGH)) return null;
  const closes = inside.map(({ close }) => close);
  const [low, high] = [Math.min(...inside.map((bar) => bar.low)), Math.max(...inside.map((bar) => bar.high))];
  return {
    window,
    hours: inside.length,
    volatility: deviation(returnsOf(closes)) * Math.sqrt(HOURS_A_DAY) * 100,
    low,
    high,
    range: ((high - low) / low) * 100,
    drawdown: drawdownOf(closes) * 100,
  };
}

export interface LimitsInMoney {
  /** Paise for one contract, rounded up. */
  readonly one: number;
  readonly cap: number;
  /** Contracts one order may have by both limits. */
  readonly contracts: number;
  /** Which limit ends it. */
  readonly bound: 'units' | 'notional';
  /** Paise of the largest order, and of all orders of a day. */
  readonly largest: number;
  readonly day: number;
  /** How far the price may rise, in percent, until one contract passes the cap; negative when it has. */
  readonly headroom: number;
}

/** What the agent's own limits mean at this price (design 5.5). */
export function limitsInMoney(
  settings: Pick<TradingSettings, 'maxUnitsPerOrder' | 'maxNotional' | 'dailyTradeLimit'>,
  price: { contractValue: string; markPrice: string; inrRate: string },
): LimitsInMoney {
  const one = notionalPaise(1, price);
  const cap = settings.maxNotional.amount;
  const affordable = largestWithin(cap, price, settings.maxUnitsPerOrder);
  const largest = affordable === 0 ? 0 : notionalPaise(affordable, price);
  return {
    one,
    cap,
    contracts: affordable,
    bound: affordable < settings.maxUnitsPerOrder ? 'notional' : 'units',
    largest,
    day: largest * settings.dailyTradeLimit,
    headroom: (cap / one - 1) * 100,
  };
}

/** Rounding up is of the whole order, so the count is found by its own value, not by dividing rounded ones. */
function largestWithin(
  cap: number,
  price: { contractValue: string; markPrice: string; inrRate: string },
  atMost: number,
): number {
  let [fits, fails] = [0, atMost + 1];
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    if (notionalPaise(middle, price) <= cap) fits = middle;
    else fails = middle;
  }
  return fits;
}

function returnsOf(closes: readonly number[]): number[] {
  return closes.slice(1).map((close, at) => Math.log(close / (closes[at] ?? close)));
}

/** Of a sample. */
function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function drawdownOf(closes: readonly number[]): number {
  let [peak, deepest] = [closes[0] ?? 0, 0];
  for (const close of closes) {
    peak = Math.max(peak, close);
    deepest = Math.max(deepest, (peak - close) / peak);
  }
  return deepest;
}
