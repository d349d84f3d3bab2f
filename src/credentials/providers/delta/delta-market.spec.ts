import { ProviderHttp } from '../../../platform/http/provider-http.js';
import { type DeltaSandbox, startDeltaSandbox } from '../../../sandbox/delta/delta-sandbox.js';
import { DeltaMarket } from './delta-market.js';

const clock = { now: () => new Date('2026-02-12T10:20:30Z') };
let exchange: DeltaSandbox;
let http: ProviderHttp;
let market: DeltaMarket;

beforeAll(async () => {
  exchange = await startDeltaSandbox({ clock });
  http = new ProviderHttp({ origins: [exchange.url], log: () => undefined });
  market = new DeltaMarket(exchange.url, { http, clock });
});
afterAll(async () => {
  await http.onApplicationShutdown();
  await exchange.close();
});

describe(DeltaMarket.name, () => {
  it('reads the product with its contract value', async () => {
    expect(await market.product('BTCUSD')).toMatchObject({
      ok: true,
      value: { id: 84, symbol: 'BTCUSD', contract_value: 0.001, tick_size: 0.5, state: 'live' },
    });
    const all = await market.products();
    expect(all.ok && all.value.map(({ symbol }) => symbol)).toEqual(['BTCUSD', 'ETHUSD']);
  });

  it('reads a ticker whose figures agree with each other', async () => {
    const answer = await market.ticker('BTCUSD');
    if (!answer.ok) throw new Error(answer.detail);
    const { low, high, open, close, mark_price: mark, timestamp } = answer.value;
    expect(low).toBeLessThan(high);
    for (const price of [open, close]) expect(price >= low && price <= high).toBe(true);
    expect(Math.abs(mark / close - 1)).toBeLessThan(0.01);
    expect(timestamp / 1000).toBe(clock.now().getTime());
  });

  it('reads bars oldest first, each beginning where the last ended, up to the one that forms', async () => {
    const from = new Date('2026-02-11T10:00:00Z');
    const answer = await market.candles({ symbol: 'BTCUSD', resolution: '1h', from, to: clock.now() });
    if (!answer.ok) throw new Error(answer.detail);
    const bars = answer.value;
    expect(bars).toHaveLength(25);
    expect(bars[0]?.time).toBe(from.getTime() / 1000);
    expect(bars.at(-1)?.time).toBe(Date.parse('2026-02-12T10:00:00Z') / 1000);
    for (const [at, bar] of bars.entries()) {
      expect(bar.low <= Math.min(bar.open, bar.close) && bar.high >= Math.max(bar.open, bar.close)).toBe(
        true,
      );
      if (at > 0) expect(bar.open).toBe(bars[at - 1]?.close);
    }
    expect(new Set(bars.map(({ close }) => close)).size).toBeGreaterThan(20);
    const ticker = await market.ticker('BTCUSD');
    expect(ticker.ok && ticker.value.close).toBe(bars.at(-1)?.close);
  });

  it('says what it could not get', async () => {
    expect(await market.product('NOPE')).toEqual({
      ok: false,
      reason: 'provider_unavailable',
      detail: 'not_found',
      retryAfterMs: null,
    });
    const limited = await startDeltaSandbox({ clock, quota: 2 });
    const other = new ProviderHttp({ origins: [limited.url], log: () => undefined });
    const answer = await new DeltaMarket(limited.url, { http: other, clock }).ticker('BTCUSD');
    expect(answer).toMatchObject({ ok: false, reason: 'rate_limited', retryAfterMs: 270_000 });
    await other.onApplicationShutdown();
    await limited.close();
  });
});
