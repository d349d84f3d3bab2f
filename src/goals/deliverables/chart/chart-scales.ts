import { DateTime } from 'luxon';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

const STEPS = [1, 2, 2.5, 5, 10];

/** Round figures between two others, at most `most` of them, grouped as prices are. */
export function priceTicks(low: number, high: number, most: number): Tick[] {
  const rough = (high - low || Math.abs(high) || 1) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((size) => size * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const places =
    Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) + (step / power === 2.5 && power < 10 ? 1 : 0);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const value = (first + index) * step;
    return { value, label: value.toLocaleString('en-US', { maximumFractionDigits: places }) };
  });
}

/** Midnights of the zone between two instants (milliseconds), as days; hours where there is no midnight. */
export function dayTicks(from: number, to: number, zone: string, most: number): Tick[] {
  const days = ticksOf(from, to, zone, { unit: 'day', format: 'd LLL' });
  const found = days.length > 0 ? days : ticksOf(from, to, zone, { unit: 'hour', format: 'HH:mm' });
  const every = Math.ceil(found.length / most);
  return found.filter((_, index) => index % every === 0);
}

function ticksOf(
  from: number,
  to: number,
  zone: string,
  { unit, format }: { unit: 'day' | 'hour'; format: string },
): Tick[] {
  const ticks: Tick[] = [];
  let at = DateTime.fromMillis(from, { zone }).startOf(unit);
  for (; at.toMillis() <= to; at = at.plus({ [unit]: 1 })) {
    if (at.toMillis() >= from) ticks.push({ value: at.toMillis(), label: at.toFormat(format) });
  }
  return ticks;
}
