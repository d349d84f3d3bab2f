import { type DeltaReply, type DeltaRequest, refusal, success } from './delta-reply.js';
import {
  barAt,
  fundingAt,
  priceAt,
  RESOLUTION_SECONDS,
  SANDBOX_PRODUCTS,
  type SandboxProduct,
  volumeOf,
} from './market-model.js';

const DAY = 86_400;
const MAX_BARS = 2_000;

/** Unix seconds. */
export interface MarketInstant {
  /** Of the market: what it shows is of then. */
  readonly now: number;
  /** The clock that signatures are checked by. */
  readonly serverTime: number;
  /** Since when it rises, if it does. */
  readonly risingSince: number | null;
}

/** Public calls; null where the path is not public. */
export function marketReply(request: DeltaRequest, market: MarketInstant): DeltaReply | null {
  const [, version, group, name] = request.path.split('/');
  if (version !== 'v2') return null;
  switch (group) {
    case 'products':
      return one(name, (product) => productView(product));
    case 'tickers':
      return one(name, (product) => tickerView(product, market));
    case 'history':
      return name === 'candles' ? candles(request.params, market) : null;
    case 'settings':
      return success({
        server_time: Math.floor(market.serverTime * 1_000_000),
        deto_referral_mining_daily_reward: '0',
      });
    default:
      return null;
  }
}

function one(symbol: string | undefined, view: (product: SandboxProduct) => unknown): DeltaReply {
  if (symbol === undefined) {
    return success(SANDBOX_PRODUCTS.map(view), { after: null, before: null, limit: 100, total_count: 2 });
  }
  const product = SANDBOX_PRODUCTS.find((known) => known.symbol === symbol);
  return product === undefined ? refusal(404, 'not_found') : success(view(product));
}

function productView(product: SandboxProduct) {
  const coin = product.symbol.slice(0, -3);
  return {
    id: product.id,
    symbol: product.symbol,
    description: product.description,
    contract_type: 'perpetual_futures',
    contract_value: product.contractValue,
    contract_unit_currency: coin,
    tick_size: String(product.tickSize),
    state: 'live',
    trading_status: 'operational',
    settling_asset: { id: 14, symbol: 'USD' },
    quoting_asset: { id: 14, symbol: 'USD' },
    underlying_asset: { symbol: coin },
  };
}

function tickerView(product: SandboxProduct, { now, risingSince }: MarketInstant) {
  const day = barAt(product, [now - DAY, DAY], now, risingSince);
  const price = priceAt(product, now, risingSince);
  const volume = volumeOf(product, now - DAY, now);
  const change = ((day.close / day.open - 1) * 100).toFixed(4);
  const turnover = volume * Number(product.contractValue) * day.close;
  const half = product.tickSize;
  return {
    symbol: product.symbol,
    product_id: product.id,
    contract_type: 'perpetual_futures',
    open: day.open,
    high: day.high,
    low: day.low,
    close: day.close,
    mark_price: String(price),
    spot_price: String(Number((price * 0.9998).toFixed(2))),
    funding_rate: String(fundingAt(product, now)),
    oi: (volume * 0.0002).toFixed(4),
    oi_value_usd: (turnover * 0.2).toFixed(2),
    ltp_change_24h: change,
    mark_change_24h: change,
    volume,
    turnover_usd: Number(turnover.toFixed(2)),
    quotes: {
      best_bid: String(day.close - half),
      best_ask: String(day.close + half),
      bid_size: '120',
      ask_size: '95',
    },
    price_band: { lower_limit: String(day.close * 0.95), upper_limit: String(day.close * 1.05) },
    timestamp: Math.floor(now * 1_000_000),
    time: new Date(Math.floor(now) * 1000).toISOString(),
  };
}

/** Newest first, with the bar that still forms, at most 2,000. */
function candles(params: URLSearchParams, { now, risingSince }: MarketInstant): DeltaReply {
  const symbol = (params.get('symbol') ?? '').replace(/^MARK:/, '');
  const product = SANDBOX_PRODUCTS.find((known) => known.symbol === symbol);
  const length = RESOLUTION_SECONDS[params.get('resolution') ?? ''];
  const [start, end] = ['start', 'end'].map((name) => Number(params.get(name) ?? Number.NaN));
  if (!product || !length || !Number.isInteger(start) || !Number.isInteger(end)) {
    const message = 'symbol, resolution, start and end are required';
    return refusal(400, 'bad_schema', { schema_errors: [{ code: 'validation_error', message, param: '' }] });
  }
  const bars = [];
  const newest = Math.floor(Math.min(end ?? 0, now) / length) * length;
  for (let at = newest; at >= (start ?? 0) && bars.length < MAX_BARS; at -= length) {
    if (at < now) bars.push(barAt(product, [at, length], now, risingSince));
  }
  return success(bars);
}
