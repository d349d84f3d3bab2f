import type { HttpOutcome } from '../../../platform/http/http-outcome.js';
import { DeltaMarketData, type MarketHttp } from './delta-market-data.js';

const signal = new AbortController().signal;
const answer = (status: number, value: unknown): HttpOutcome => ({
  kind: 'answer',
  status,
  headers: {},
  text: '',
  json: { kind: 'json', value },
});
const ok = (result: unknown) => answer(200, { success: true, result });

function market(outcome: HttpOutcome) {
  const calls: Parameters<MarketHttp['send']>[0][] = [];
  const http: MarketHttp = { send: async (call) => (calls.push(call), outcome) };
  return {
    data: new DeltaMarketData(http, 'https://api.india.delta.exchange', 'onboarding/1', {
      now: () => new Date(1_770_878_701_123),
    }),
    calls,
  };
}

const TICKER = {
  symbol: 'BTCUSD',
  product_id: 27,
  open: 66_000.5,
  high: 68_000,
  low: 65_000,
  close: 67_000,
  mark_price: '67012.25034',
  funding_rate: '0.0100',
  timestamp: 1_770_878_700_123_456,
};

describe('DeltaMarketData', () => {
  it('reads the ticker by its microsecond timestamp', async () => {
    const { data, calls } = market(ok(TICKER));
    expect(await data.ticker('BTC', signal)).toEqual({
      symbol: 'BTCUSD',
      markPrice: '67012.25034',
      high24h: 68_000,
      low24h: 65_000,
      open24h: 66_000.5,
      fundingPercent: 0.01,
      at: new Date(1_770_878_700_123),
      ageMs: 1_000,
    });
    expect(calls[0]).toMatchObject({
      method: 'GET',
      url: 'https://api.india.delta.exchange/v2/tickers/BTCUSD',
      headers: { 'user-agent': 'onboarding/1' },
    });
  });

  it('reads the product, and candles oldest first', async () => {
    expect(
      await market(ok({ id: 27, symbol: 'BTCUSD', contract_value: '0.001' })).data.product('BTC', signal),
    ).toEqual({
      symbol: 'BTCUSD',
      contractValue: '0.001',
    });
    const bar = (time: number) => ({ time, open: 1, high: 2, low: 1, close: '1.5', volume: 0 });
    const { data, calls } = market(ok([bar(7200), bar(3600)]));
    const candles = await data.candles('BTC', 2, signal);
    expect(candles.map(({ start, close }) => [start.getTime(), close])).toEqual([
      [3_600_000, 1.5],
      [7_200_000, 1.5],
    ]);
    expect(calls[0]?.url).toContain(
      '/v2/history/candles?symbol=BTCUSD&resolution=1h&start=1770871501&end=1770878701',
    );
  });

  it.each<[string, HttpOutcome, string]>([
    ['no answer', { kind: 'failure', cause: 'timeout', errorCode: null }, 'unreachable'],
    ['maintenance', answer(503, { error: { code: 'unavailable' }, success: false }), 'unreachable'],
    ['too many calls', answer(429, { success: false }), 'unreachable'],
    ['an unknown contract', answer(404, { success: false }), 'rejected'],
    ['a blocked network', answer(403, 'Forbidden'), 'rejected'],
    ['another shape', ok({ ...TICKER, mark_price: null }), 'malformed'],
    ['a price that is no number', ok({ ...TICKER, open: 0 }), 'malformed'],
    ['a success that is none', answer(200, { success: false, result: TICKER }), 'malformed'],
    ['no JSON', { ...answer(200, null), json: { kind: 'not_json' } } as HttpOutcome, 'malformed'],
  ])('names %s', async (_name, outcome, failure) => {
    await expect(market(outcome).data.ticker('BTC', signal)).rejects.toMatchObject({ failure });
  });
});
