import type { RunOutcome } from '../../src/goals/runtimes/agent-runtime.js';
import { marketChart } from '../../src/goals/runtimes/market/market-chart.js';

const NOW = Date.parse('2026-02-12T04:30:00Z');
const candles = Array.from({ length: 200 }, (_, index) => {
  const close = 94_000 + index * 15 + Math.sin(index / 6) * 700 + Math.cos(index * 1.7) * 150;
  const bar = { open: close, high: close, low: close, close, volume: 1 };
  return { start: new Date(NOW - (200 - index) * 3_600_000), ...bar };
});

/** What a runtime may answer for a market analysis: a report with its chart and a trade inside every limit. */
export const suggestion: RunOutcome = {
  kind: 'completed',
  title: 'BTC market analysis',
  body: '# BTC at a glance\n\nBTC trades at **97,000 USD**, above both averages.\n\n| Average | Value |\n|---|---|\n| 20 h | 96,100 |\n| 50 h | 95,400 |\n\n- The trend is up\n- Volatility is low\n',
  proposal: {
    kind: 'trade',
    side: 'buy',
    coin: 'BTC',
    symbol: 'BTCUSD',
    contracts: 1,
    contractValue: '0.001',
    markPrice: '97000',
    markPriceAt: '2026-02-12T04:30:00.000Z',
    inrRate: '85',
    notional: { amount: 824_500, currency: 'INR' },
    basis: 'uptrend, RSI 58 below 70',
    checks: [
      { limit: 'units per order', value: '1', allowed: 'max 1', passes: true },
      { limit: 'notional', value: '₹8,245', allowed: 'max ₹10,000', passes: true },
      { limit: 'trading hours', value: '10:00', allowed: '09:00–21:00', passes: true },
    ],
    approvalRequired: true,
  },
  chart: marketChart(candles, { symbol: 'BTCUSD', exchange: 'Delta Exchange' }),
  remarks: ['The price is of the last minute.'],
  tokens: 120,
};
