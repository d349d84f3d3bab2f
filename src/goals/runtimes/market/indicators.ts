/** All take closes or bars oldest first and give null when there are too few. */

interface Bar {
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Simple moving average of the last `period` values. */
export function sma(values: readonly number[], period: number): number | null {
  if (values.length < period) return null;
  return mean(values.slice(-period));
}

/** Exponential moving average, seeded with the simple average of the first `period` values. */
export function ema(values: readonly number[], period: number): number | null {
  if (values.length < period) return null;
  const weight = 2 / (period + 1);
  return values
    .slice(period)
    .reduce((average, value) => average + weight * (value - average), mean(values.slice(0, period)));
}

/** Relative strength index by Wilder's smoothing, 0–100; 50 when nothing moved at all. */
export function rsi(closes: readonly number[], period = 14): number | null {
  const moves = closes.slice(1).map((close, index) => close - (closes[index] ?? close));
  const gain = smoothed(
    moves.map((move) => Math.max(move, 0)),
    period,
  );
  const loss = smoothed(
    moves.map((move) => Math.max(-move, 0)),
    period,
  );
  if (gain === null || loss === null) return null;
  if (gain + loss === 0) return 50;
  return (100 * gain) / (gain + loss);
}

/** Average true range by Wilder's smoothing, in price units. */
export function atr(bars: readonly Bar[], period = 14): number | null {
  const ranges = bars.slice(1).map((bar, index) => {
    const before = bars[index]?.close ?? bar.close;
    return Math.max(bar.high - bar.low, Math.abs(bar.high - before), Math.abs(bar.low - before));
  });
  return smoothed(ranges, period);
}

function smoothed(values: readonly number[], period: number): number | null {
  if (values.length < period) return null;
  return values
    .slice(period)
    .reduce((average, value) => (average * (period - 1) + value) / period, mean(values.slice(0, period)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
