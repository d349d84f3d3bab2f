import { z } from 'zod';
import type { HttpOutcome } from '../../../platform/http/http-outcome.js';
import type { ProviderRequest } from '../../../platform/http/provider-http.js';
import { RunFailedError } from '../agent-runtime.js';
import type { Candle, MarketData, Product, Ticker } from './market-data.js';

/** The platform fixes 1 USD at 85 INR (provider notes 1.7). */
const INR_RATE = '85';
const RESOLUTION = '1h';
const HOUR_SECONDS = 3600;
const NAME = 'Delta Exchange';

const decimal = z.string().regex(/^\d+(\.\d+)?$/);
const positive = z.coerce.number().positive();

const tickerResult = z.object({
  symbol: z.string(),
  mark_price: decimal,
  high: positive,
  low: positive,
  open: positive,
  funding_rate: z.coerce.number().nullish(),
  /** Microseconds; the text field `time` can be stale. */
  timestamp: z.number().positive(),
});
const productResult = z.object({ symbol: z.string(), contract_value: decimal });
const candleResult = z.array(
  z.object({
    time: z.number().int().positive(),
    open: positive,
    high: positive,
    low: positive,
    close: positive,
    volume: z.coerce.number().nonnegative(),
  }),
);

/** The door the calls leave by. */
export interface MarketHttp {
  send(call: ProviderRequest): Promise<HttpOutcome>;
}

/** Public market data of Delta Exchange India (provider notes 1.7): no key, but a User-Agent is required. */
export class DeltaMarketData implements MarketData {
  readonly exchange = NAME;

  /**
   * @param baseUrl origin of the API, without a trailing slash.
   * @param clock the one that the exchange goes by: what is old is told by it.
   */
  constructor(
    private readonly http: MarketHttp,
    private readonly baseUrl: string,
    private readonly userAgent: string,
    private readonly clock: { now(): Date | Promise<Date> },
  ) {}

  async ticker(coin: string, signal: AbortSignal): Promise<Ticker> {
    const ticker = await this.get(`/v2/tickers/${symbolOf(coin)}`, tickerResult, signal);
    const at = new Date(ticker.timestamp / 1000);
    return {
      symbol: ticker.symbol,
      markPrice: ticker.mark_price,
      high24h: ticker.high,
      low24h: ticker.low,
      open24h: ticker.open,
      fundingPercent: ticker.funding_rate ?? null,
      at,
      ageMs: (await this.clock.now()).getTime() - at.getTime(),
    };
  }

  async product(coin: string, signal: AbortSignal): Promise<Product> {
    const product = await this.get(`/v2/products/${symbolOf(coin)}`, productResult, signal);
    return { symbol: product.symbol, contractValue: product.contract_value };
  }

  async candles(coin: string, hours: number, signal: AbortSignal): Promise<Candle[]> {
    const end = Math.floor((await this.clock.now()).getTime() / 1000);
    const query = new URLSearchParams({
      symbol: symbolOf(coin),
      resolution: RESOLUTION,
      start: String(end - hours * HOUR_SECONDS),
      end: String(end),
    });
    const rows = await this.get(`/v2/history/candles?${query.toString()}`, candleResult, signal);
    return rows
      .map(({ time, ...prices }) => ({ ...prices, start: new Date(time * 1000) }))
      .sort((one, other) => one.start.getTime() - other.start.getTime());
  }

  inrRate(): string {
    return INR_RATE;
  }

  private async get<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const headers = { accept: 'application/json', 'user-agent': this.userAgent };
    const answer = await this.http.send({ method: 'GET', url: `${this.baseUrl}${path}`, headers, signal });
    if (answer.kind === 'failure') {
      const failure = answer.cause === 'too_large' ? 'malformed' : 'unreachable';
      throw new RunFailedError(failure, `${NAME} could not be read (${answer.cause}).`);
    }
    if (answer.status !== 200) throw refusal(answer.status);
    const body = z
      .object({ success: z.literal(true), result: schema })
      .safeParse(answer.json.kind === 'json' ? answer.json.value : null);
    if (!body.success) {
      throw new RunFailedError('malformed', `${NAME} answered in a form that is not understood.`);
    }
    return body.data.result;
  }
}

function symbolOf(coin: string): string {
  return `${coin}USD`;
}

function refusal(status: number): RunFailedError {
  if (status === 404 || status === 400) {
    return new RunFailedError('rejected', `${NAME} lists no such contract (HTTP ${status}).`);
  }
  if (status === 403) {
    return new RunFailedError('rejected', `${NAME} refused the call (HTTP 403): blocked by its network.`);
  }
  return new RunFailedError('unreachable', `${NAME} is not able to answer now (HTTP ${status}).`);
}
