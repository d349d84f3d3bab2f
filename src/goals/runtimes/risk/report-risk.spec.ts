import { AGENT_TYPES } from '../../../agents/types/agent-types.js';
import type { TradingSettings } from '../../../agents/types/trading.js';
import { steadyMarket } from '../../../../test/support/steady-market.js';
import { riskReport } from '../../templates/risk-report.js';
import type { Candle } from '../market/market-data.js';
import { reportRisk } from './report-risk.js';
import { limitsInMoney, windowRisk } from './risk-figures.js';

const NOON = new Date('2026-02-12T06:45:00Z');
const HOUR = 3_600_000;
const settings: TradingSettings = {
  ...AGENT_TYPES.trading.defaults,
  nickname: 'Alex',
  theme: 'Careful trading',
};
const report = (first: number, last: number, change: Partial<TradingSettings> = {}, tokenBudget = 1_500) =>
  reportRisk(
    steadyMarket(NOON, first, last),
    {
      goal: { template: 'risk_report', parameters: riskReport.defaults },
      agent: { type: 'trading', settings: { ...settings, ...change } },
      zone: 'Asia/Kolkata',
      tokenBudget,
      actionsToday: 2,
      regeneration: null,
      platforms: ['delta'],
      memory: null,
    },
    { signal: new AbortController().signal, now: () => NOON, progress: async () => undefined },
  );

describe('a risk report', () => {
  it('tells windows and what the limits mean in rupees, and never suggests a trade', async () => {
    const { body, proposal } = await report(100_000, 101_500);
    expect(body).toContain('# BTC risk report\n\n2026-02-12 12:15 Asia/Kolkata · BTCUSD on Delta Exchange');
    expect(body).toMatch(
      /\| 7d \| \d+\.\d\d % \| [\d,.]+–[\d,.]+ \(\d\.\d\d %\) \| \d\.\d\d % \| ₹[\d.]+ \|/,
    );
    expect(body).toContain('| 30d | too few hours from the exchange | – | – | – |');
    expect(body).toContain(
      '| Max units per order | 1 | largest order 1 = ₹8,627.50, by the limit of units |',
    );
    expect(body).toContain(
      '₹1,372.50 above the largest order; one contract passes it when the price rises 15.9 %',
    );
    expect(body).toContain('2 approved today; all of a day at the largest order: ₹43,137.50');
    expect(body).not.toMatch(/\b(buy|sell|long|short|enter|exit)\b/i);
    expect(proposal).toBeNull();
  });

  it('says when one contract passes the cap', async () => {
    const { body } = await report(119_000, 120_000);
    expect(body).toContain('no order fits: one contract passes the max notional');
    expect(body).toContain('one contract is ₹200 above it');
  });

  it('names what the cap allows of many units, to the paisa', () => {
    const price = { contractValue: '0.001', markPrice: '30000.01', inrRate: '85' };
    const limits = limitsInMoney({ ...settings, maxUnitsPerOrder: 100 }, price);
    expect(limits).toMatchObject({ contracts: 3, bound: 'notional', largest: 765_001 });
  });

  it('ends over budget rather than cutting a table', async () => {
    await expect(report(100_000, 101_500, {}, 50)).rejects.toMatchObject({ failure: 'over_budget' });
  });
});

describe('windowRisk', () => {
  const candles = (closes: number[]): Candle[] =>
    closes.map((close, at) => ({
      start: new Date(NOON.getTime() - (closes.length - at) * HOUR),
      ...{ open: close, high: close, low: close, close, volume: 1 },
    }));

  it('finds the deepest fall from a high, not the whole range', () => {
    const risk = windowRisk(candles([...Array<number>(20).fill(100), 80, 120, 90, 110, 100]), '24h', NOON);
    expect(risk).toMatchObject({ low: 80, high: 120, range: 50, drawdown: 25 });
  });

  it('is without volatility where nothing moves, and null with too few hours', () => {
    expect(windowRisk(candles(Array<number>(25).fill(100)), '24h', NOON)).toMatchObject({
      volatility: 0,
      drawdown: 0,
      range: 0,
    });
    expect(windowRisk(candles(Array<number>(20).fill(100)), '24h', NOON)).toBeNull();
  });
});
