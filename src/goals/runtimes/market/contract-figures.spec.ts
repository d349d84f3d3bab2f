import { RunFailedError } from '../agent-runtime.js';
import { ContractFigures } from './contract-figures.js';
import type { MarketData } from './market-data.js';

const market = (change: Partial<MarketData> = {}): MarketData => ({
  exchange: 'Delta Exchange',
  inrRate: () => '85',
  product: (coin) => Promise.resolve({ symbol: `${coin}USD`, contractValue: '0.001' }),
  ticker: (coin) =>
    Promise.resolve({
      symbol: `${coin}USD`,
      markPrice: '120000',
      high24h: 1,
      low24h: 1,
      open24h: 1,
      fundingPercent: null,
      at: new Date('2026-02-12T10:00:00Z'),
      ageMs: 0,
    }),
  candles: () => Promise.resolve([]),
  ...change,
});

describe('Today’s figure of a contract', () => {
  it('is contract value × mark price × INR rate, more than ₹10,000 where the price says so', async () => {
    expect(await new ContractFigures(market()).of('BTC')).toEqual({
      coin: 'BTC',
      contract: { amount: 1_020_000, currency: 'INR' },
      contractValue: '0.001',
      markPrice: '120000',
      inrRate: '85',
      at: '2026-02-12T10:00:00.000Z',
    });
  });

  it('says why it is not known, and never stands in the way', async () => {
    const silent = market({
      ticker: () =>
        Promise.reject(new RunFailedError('unreachable', 'Delta Exchange could not be read (timeout).')),
    });
    expect(await new ContractFigures(silent).of('BTC')).toEqual({
      coin: 'BTC',
      contract: null,
      says: 'Delta Exchange could not be read (timeout).',
    });
  });

  it('does not hide a fault of ours', async () => {
    const broken = market({ product: () => Promise.reject(new TypeError('oops')) });
    await expect(new ContractFigures(broken).of('BTC')).rejects.toThrow('oops');
  });
});
