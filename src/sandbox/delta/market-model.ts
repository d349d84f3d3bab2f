import { risingFactor } from './market-mood.js';

/** A market that never was: deterministic in time, yet moving on every scale from a minute to a month. */

export interface SandboxProduct {
  id: number;
  symbol: string;
  description: string;
  contractValue: string;
  tickSize: number;
  /** Price in US dollars around which it moves. */
  base: number;
}

export interface Bar {
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** The testnet's ids (BTCUSD is 84 there, 27 on the live exchange). */
export const SANDBOX_PRODUCTS: readonly SandboxProduct[] = [
  {
    id: 84,
    symbol: 'BTCUSD',
    description: 'Bitcoin Perpetual',
    contractValue: '0.001',
    tickSize: 0.5,
    base: 68_000,
  },
  {
    id: 1699,
    symbol: 'ETHUSD',
    description: 'Ethereum Perpetual',
    contractValue: '0.01',
    tickSize: 0.05,
    base: 3_400,
  },
];

/** Waves of the price: period in seconds, and how far each moves it (as a share). */
const WAVES: ReadonlyArray<[period: number, share: number]> = [
  [2_600_000, 0.08],
  [604_800, 0.05],
  [86_400, 0.018],
  [21_600, 0.009],
  [3_600, 0.004],
  [600, 0.0015],
  [60, 0.0004],
];

export const RESOLUTION_SECONDS: Readonly<Record<string, number>> = {
  '1m': 60,
  '3m': 180,
  '5m': 300,
  '15m': 900,
  '30m': 1_800,
  '1h': 3_600,
  '2h': 7_200,
  '4h': 14_400,
  '6h': 21_600,
  '1d': 86_400,
  '1w': 604_800,
};

/**
 * The price at an instant (Unix seconds, fractions allowed).
 * @param risingSince an instant since which the market only rises; null: it goes as it goes
 */
export function priceAt(product: SandboxProduct, at: number, risingSince: number | null = null): number {
  if (risingSince !== null) return toTick(product.base * risingFactor(at, risingSince), product.tickSize);
  let log = 0;
  for (const [period, share] of WAVES) log += share * smoothNoise(product.id + period, at / period);
  return toTick(product.base * Math.exp(log), product.tickSize);
}

/** The bar that starts at `start`; while it forms, it ends at `now`. */
export function barAt(
  product: SandboxProduct,
  [start, length]: readonly [start: number, length: number],
  now: number,
  risingSince: number | null = null,
): Bar {
  const end = Math.min(start + length, now);
  const steps = 12;
  const prices: number[] = [];
  for (let step = 0; step <= steps; step += 1) {
    prices.push(priceAt(product, start + ((end - start) * step) / steps, risingSince));
  }
  return {
    time: start,
    open: prices[0] ?? 0,
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1) ?? 0,
    volume: volumeOf(product, start, end),
  };
}

/** Contracts traded between two instants: busier around 14:00 UTC, as real markets are. */
export function volumeOf(product: SandboxProduct, start: number, end: number): number {
  const hour = (((start + end) / 2) % 86_400) / 3_600;
  const daily = 1 + 0.6 * Math.cos(((hour - 14) / 24) * 2 * Math.PI);
  const mood = 1 + 0.5 * smoothNoise(product.id * 31, start / 7_200);
  return Math.round((end - start) * 0.9 * daily * mood);
}

/** The rate paid every eight hours, in percent as the exchange states it. */
export function fundingAt(product: SandboxProduct, at: number): number {
  return Number((0.01 + 0.02 * smoothNoise(product.id * 17, at / 28_800)).toFixed(6));
}

/** Between -1 and 1, continuous in `x`, different for each seed. */
function smoothNoise(seed: number, x: number): number {
  const cell = Math.floor(x);
  const within = x - cell;
  const ease = within * within * (3 - 2 * within);
  return hash(seed, cell) * (1 - ease) + hash(seed, cell + 1) * ease;
}

/** A fixed number between -1 and 1 for two integers (a 32-bit mix). */
function hash(seed: number, cell: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(cell, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x7fffffff - 1;
}

function toTick(price: number, tick: number): number {
  return Number((Math.round(price / tick) * tick).toFixed(2));
}
