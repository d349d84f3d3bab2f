import { AGENT_TYPES } from '../../agents/types/agent-types.js';
import type { TradingSettings } from '../../agents/types/trading.js';
import { marketMonitoring } from '../templates/market-monitoring.js';
import { RunFailedError, tokensOf, type RunInput, type RunOutcome } from './agent-runtime.js';
import { BuiltInRuntime } from './built-in-runtime.js';
import type { MarketData } from './market/market-data.js';
import { steadyMarket } from '../../../test/support/steady-market.js';

const NO_PAGES = { read: () => Promise.reject(new Error('no page is read')) };
const NOON = new Date('2026-02-12T06:45:00Z'); // 12:15 in Kolkata
const NIGHT = new Date('2026-02-12T18:35:00Z'); // 00:05 in Kolkata

const settings: TradingSettings = {
  ...AGENT_TYPES.trading.defaults,
  nickname: 'Alex - BTC Futures Trader',
  theme: 'Conservative, risk-managed trading',
};
const input: RunInput = {
  goal: { template: 'market_monitoring', parameters: marketMonitoring.defaults },
  agent: { type: 'trading', settings },
  zone: 'Asia/Kolkata',
  tokenBudget: 1500,
  actionsToday: 0,
  regeneration: null,
  platforms: ['delta'],
  memory: null,
};

async function run(
  market: MarketData,
  change: Partial<RunInput> = {},
  now = NOON,
  signal = new AbortController().signal,
) {
  const stages: string[] = [];
  const outcome = await new BuiltInRuntime(market, NO_PAGES).run(
    { ...input, ...change },
    { signal, now: () => now, progress: async (stage, text) => void stages.push(`${stage}: ${text}`) },
  );
  return { outcome, stages };
}
const bodyOf = (outcome: RunOutcome) => (outcome.kind === 'completed' ? outcome.body : outcome.detail);
const proposalOf = (outcome: RunOutcome) => (outcome.kind === 'completed' ? outcome.proposal : outcome);
const withSettings = (change: Partial<TradingSettings>) => ({
  agent: { type: 'trading' as const, settings: { ...settings, ...change } },
});

describe('a market analysis', () => {
  it('reads the market, suggests a trade inside every limit and counts its tokens', async () => {
    const { outcome, stages } = await run(steadyMarket(NOON, 100_000, 101_500));
    const body = bodyOf(outcome);
    expect(stages.map((stage) => stage.split(':')[0])).toEqual([
      'fetching',
      'computing',
      'writing',
      'checking',
    ]);
    expect(body).toContain(
      '# BTC market analysis\n\n2026-02-12 12:15 Asia/Kolkata · BTCUSD on Delta Exchange, 240',
    );
    expect(body).toContain('**Uptrend, momentum neutral.**');
    expect(body).toContain('| Mark price | 101,500.0 USD | 1 contract = ₹8,627.50 |');
    expect(body).toContain('| Funding, 8 h | 0.0100 % | longs pay shorts |');
    expect(body).toContain(
      '**Buy 1 BTCUSD (0.001 BTC), ₹8,627.50: approval required.** Mark price 101,500.0 USD at 12:15.',
    );
    expect(body).toContain(
      'units per order 1 (max 1), notional ₹8,627.50 (max ₹10,000), coin BTC (BTC), trades today 1 (max 5), trading hours 12:15 (09:00–21:00)',
    );
    expect(proposalOf(outcome)).toMatchObject({
      kind: 'trade',
      side: 'buy',
      contracts: 1,
      markPrice: '101500',
      notional: { amount: 862_750, currency: 'INR' },
      approvalRequired: true,
    });
    expect(outcome).toMatchObject({ kind: 'completed', tokens: tokensOf(body), remarks: [] });
  });

  it("stays within the tokens the safety review's forecast counts on", async () => {
    for (const [first, last] of [
      [100_000, 101_500],
      [101_500, 100_000],
      [130_000, 130_001],
    ] as const) {
      const { outcome } = await run(steadyMarket(NOON, first, last));
      expect(tokensOf(bodyOf(outcome))).toBeLessThanOrEqual(marketMonitoring.expectedTokens);
    }
  });

  it('suggests to sell in a downtrend', async () => {
    const { outcome } = await run(steadyMarket(NOON, 101_500, 100_000));
    expect(proposalOf(outcome)).toMatchObject({
      side: 'sell',
      basis: expect.stringContaining('downtrend') as string,
    });
  });

  it.each<[string, MarketData, Partial<RunInput>, Date, string]>([
    [
      'out of hours',
      steadyMarket(NIGHT, 100_000, 101_500),
      {},
      NIGHT,
      'None: 00:05 is outside the trading hours 09:00–21:00.',
    ],
    [
      'when one contract exceeds the cap',
      steadyMarket(NOON, 119_000, 120_000),
      {},
      NOON,
      'None: one contract is ₹10,200, above the limit of ₹10,000 per trade: no size fits.',
    ],
    [
      'when the daily limit is reached',
      steadyMarket(NOON, 100_000, 101_500),
      { actionsToday: 5 },
      NOON,
      'None: 5 trades were approved today; the limit is 5.',
    ],
    [
      'for a coin that is not allowed',
      steadyMarket(NOON, 100_000, 101_500),
      { goal: { template: 'market_monitoring', parameters: { ...marketMonitoring.defaults, coin: 'ETH' } } },
      NOON,
      'None: ETH is not an allowed coin (BTC).',
    ],
    [
      'without a direction',
      steadyMarket(NOON, 100_000, 101_500, '99000'),
      {},
      NOON,
      'None: the averages do not agree on a direction.',
    ],
    [
      'when it has risen too far already',
      steadyMarket(NOON, 60_000, 110_000),
      {},
      NOON,
      'None: rising, but already overbought',
    ],
    [
      'on an old price',
      {
        ...steadyMarket(NOON, 100_000, 101_500),
        ticker: async (coin, signal) => ({
          ...(await steadyMarket(NOON, 100_000, 101_500).ticker(coin, signal)),
          ageMs: 900_001,
        }),
      },
      {},
      NOON,
      "None: the exchange's last price is older than 15 minutes.",
    ],
  ])('carries no suggestion %s and says why', async (_name, market, change, now, text) => {
    const { outcome } = await run(market, change, now);
    expect(bodyOf(outcome)).toContain(text);
    expect(proposalOf(outcome)).toBeNull();
  });

  it('suggests as many units as both limits allow', async () => {
    const generous = withSettings({
      maxUnitsPerOrder: 5,
      maxNotional: { amount: 3_000_000, currency: 'INR' },
    });
    const { outcome } = await run(steadyMarket(NOON, 100_000, 101_500), generous);
    expect(proposalOf(outcome)).toMatchObject({ contracts: 3, notional: { amount: 2_588_250 } });
  });

  it('has no such section when no signal is wanted', async () => {
    const parameters = {
      ...marketMonitoring.defaults,
      tradeSignal: 'none',
      deliverable: 'analysis',
    } as const;
    const { outcome } = await run(steadyMarket(NOON, 100_000, 101_500), {
      goal: { template: 'market_monitoring', parameters },
    });
    expect(bodyOf(outcome)).not.toContain('Trade suggestion');
    expect(proposalOf(outcome)).toBeNull();
  });

  it('leaves out the table when few tokens are left, and fails when even that is too much', async () => {
    const market = steadyMarket(NOON, 100_000, 101_500);
    const short = await run(market, { tokenBudget: 200 });
    expect(short.outcome).toMatchObject({ kind: 'completed' });
    expect(bodyOf(short.outcome)).not.toContain('| RSI 14 |');
    expect(bodyOf(short.outcome)).toContain('approval required');
    expect(tokensOf(bodyOf(short.outcome))).toBeLessThanOrEqual(200);
    const { outcome } = await run(market, { tokenBudget: 20 });
    expect(outcome).toEqual({
      kind: 'failed',
      failure: 'over_budget',
      detail: 'The analysis needs more than the 20 tokens left.',
      tokens: 0,
    });
  });
});

describe('failures', () => {
  const market = steadyMarket(NOON, 100_000, 101_500);

  it('keep the class and the reason', async () => {
    const down = { ...market, ticker: () => Promise.reject(new RunFailedError('unreachable', 'No answer.')) };
    expect((await run(down)).outcome).toEqual({
      kind: 'failed',
      failure: 'unreachable',
      detail: 'No answer.',
      tokens: 0,
    });
  });

  it('call too few candles malformed', async () => {
    const thin = {
      ...market,
      candles: async () => (await market.candles('BTC', 240, new AbortController().signal)).slice(-50),
    };
    expect((await run(thin)).outcome).toMatchObject({
      failure: 'malformed',
      detail: 'Delta Exchange sent 49 closed hourly candles; an analysis needs 60.',
    });
  });

  it('tell a timeout from a cancellation', async () => {
    const timedOut = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    expect((await run(market, {}, NOON, timedOut)).outcome).toMatchObject({ failure: 'timeout' });
    expect((await run(market, {}, NOON, AbortSignal.abort())).outcome).toMatchObject({
      failure: 'cancelled',
    });
  });

  it('refuse a goal of another agent type', async () => {
    const marketing = {
      ...AGENT_TYPES.marketing.defaults,
      nickname: 'Sarah',
      theme: 'Hospitals',
      topics: ['Care'],
    };
    const { outcome } = await run(market, { agent: { type: 'marketing', settings: marketing } });
    expect(outcome).toMatchObject({ failure: 'rejected' });
  });

  it('let a fault of ours through', async () => {
    const broken = { ...market, product: () => Promise.reject(new TypeError('oops')) };
    await expect(run(broken)).rejects.toThrow('oops');
  });
});

it('tokensOf counts four characters a token, rounded up', () => {
  expect([tokensOf(''), tokensOf('abcd'), tokensOf('abcde'), tokensOf('₹₹₹₹')]).toEqual([0, 1, 2, 1]);
});
