import { z } from 'zod';

import { classifyDelta } from './delta-answer.js';
import { type DeltaCall, type DeltaCallContext, DeltaClient } from './delta-client.js';

const decimal = z.union([z.string().regex(/^-?\d+(\.\d+)?(e-?\d+)?$/i), z.number()]).transform(Number);

const product = z.looseObject({
  id: z.int(),
  symbol: z.string(),
  /** Units of the coin in one contract. */
  contract_value: decimal,
  tick_size: decimal,
  state: z.string(),
});

const ticker = z.looseObject({
  symbol: z.string(),
  product_id: z.int(),
  open: decimal,
  high: decimal,
  low: decimal,
  close: decimal,
  mark_price: decimal,
  spot_price: decimal,
  funding_rate: decimal,
  turnover_usd: decimal,
  volume: decimal,
  /** Microseconds. The answer's `time` text can be stale. */
  timestamp: z.number(),
});

const candle = z.looseObject({
  /** Start of the bar, Unix seconds. */
  time: z.int(),
  open: decimal,
  high: decimal,
  low: decimal,
  close: decimal,
  volume: decimal.nullish(),
});

export type DeltaProduct = z.infer<typeof product>;
export type DeltaTicker = z.infer<typeof ticker>;
export type DeltaCandle = z.infer<typeof candle>;
export const RESOLUTIONS = ['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '1d', '1w'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Market data, or why there is none: nothing here can be the customer's fault. */
export type MarketAnswer<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      reason: 'rate_limited' | 'provider_unavailable';
      detail: string;
      retryAfterMs: number | null;
    };

export interface CandleQuery {
  symbol: string;
  resolution: Resolution;
  from: Date;
  to: Date;
}

/** Public market data of Delta Exchange; needs no key. Prices are in US dollars. */
export class DeltaMarket {
  private readonly client: DeltaClient;

  constructor(baseUrl: string, ctx: DeltaCallContext) {
    this.client = new DeltaClient(baseUrl, ctx);
  }

  /** `BTCUSD`: its id differs between environments, so ask. */
  product(symbol: string): Promise<MarketAnswer<DeltaProduct>> {
    return this.get({ method: 'GET', path: `/v2/products/${encodeURIComponent(symbol)}` }, product);
  }

  /** Live perpetual futures. */
  products(): Promise<MarketAnswer<DeltaProduct[]>> {
    const query = { contract_types: 'perpetual_futures', states: 'live' };
    return this.get({ method: 'GET', path: '/v2/products', query }, z.array(product));
  }

  ticker(symbol: string): Promise<MarketAnswer<DeltaTicker>> {
    return this.get({ method: 'GET', path: `/v2/tickers/${encodeURIComponent(symbol)}` }, ticker);
  }

  /** At most 2,000 bars, oldest first; the last may still be forming. */
  async candles(asked: CandleQuery): Promise<MarketAnswer<DeltaCandle[]>> {
    const { symbol, resolution, from, to } = asked;
    const query = { symbol, resolution, start: seconds(from), end: seconds(to) };
    const answer = await this.get({ method: 'GET', path: '/v2/history/candles', query }, z.array(candle));
    return answer.ok ? { ok: true, value: answer.value.toSorted((a, b) => a.time - b.time) } : answer;
  }

  private async get<T>(call: DeltaCall, shape: z.ZodType<T>): Promise<MarketAnswer<T>> {
    const verdict = classifyDelta(await this.client.public(call));
    if (verdict.kind !== 'success') {
      const limited = verdict.kind === 'unreachable' && verdict.code === 'rate_limited';
      return {
        ok: false,
        reason: limited ? 'rate_limited' : 'provider_unavailable',
        detail: verdict.providerCode ?? `status ${verdict.httpStatus ?? 'none'}`,
        retryAfterMs: verdict.kind === 'unreachable' ? (verdict.retryAfterMs ?? null) : null,
      };
    }
    const parsed = shape.safeParse(verdict.result);
    if (parsed.success) return { ok: true, value: parsed.data };
    return { ok: false, reason: 'provider_unavailable', detail: 'unexpected_answer', retryAfterMs: null };
  }
}

function seconds(instant: Date): string {
  return String(Math.floor(instant.getTime() / 1000));
}
