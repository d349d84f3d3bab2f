import { SystemClock } from '../platform/clocks/system-clock.js';
import { RunFailedError } from '../goals/runtimes/agent-runtime.js';
import { ContractFigures } from '../goals/runtimes/market/contract-figures.js';
import type { MarketData } from '../goals/runtimes/market/market-data.js';
import { TodaysFigures } from './todays-figure.js';

const at = new Date('2026-02-12T10:00:00Z');
const market = (change: Partial<MarketData> = {}): MarketData => ({
  exchange: 'Delta Exchange',
  inrRate: () => '85',
  product: (coin) => Promise.resolve({ symbol: `${coin}USD`, contractValue: '0.001' }),
  ticker: (coin) => {
    const day = { high24h: 1, low24h: 1, open24h: 1, fundingPercent: null };
    return Promise.resolve({ symbol: `${coin}USD`, markPrice: '120000', at, ageMs: 0, ...day });
  },
  candles: () => Promise.resolve([]),
  ...change,
});
const figures = (change?: Partial<MarketData>) =>
  new TodaysFigures(new ContractFigures(market(change), new SystemClock()));
const settings = (amount: number) => ({ defaultCoin: 'BTC', maxNotional: { amount, currency: 'INR' } });

describe('Today’s figure in the portal', () => {
  const figure = { coin: 'BTC', worth: '₹10,200', because: '0.001 BTC × 1,20,000 USD × ₹85', at };

  it('says what one contract is worth, and when that is more than a trade may be', async () => {
    expect(await figures().of(settings(1_020_000))).toEqual({ ...figure, beyond: null });
    expect(await figures().of(settings(1_019_999))).toEqual({ ...figure, beyond: '₹10,199.99' });
  });

  it('tells small prices as they are, with whatever comes after the point', async () => {
    const product = (coin: string) => Promise.resolve({ symbol: `${coin}USD`, contractValue: '10000000' });
    const ticker = async (coin: string) => ({
      ...(await market().ticker(coin, at as never)),
      markPrice: '0.00001234',
    });
    expect(await figures({ product, ticker }).of({ defaultCoin: 'PEPE' })).toMatchObject({
      because: '10000000 PEPE × 0.00001234 USD × ₹85',
    });
  });

  it('goes without a cap that is none, a coin that is none, and an exchange that does not answer', async () => {
    expect(await figures().of({ ...settings(1), maxNotional: '10,00' })).toEqual({ ...figure, beyond: null });
    for (const none of [{}, { defaultCoin: 'btc/../..' }, { defaultCoin: ['BTC'] }])
      expect(await figures().of(none)).toBeNull();
    const silent = () => Promise.reject(new RunFailedError('unreachable', 'Delta Exchange was not reached.'));
    const unknown = { coin: 'BTC', unknown: 'Delta Exchange was not reached.' };
    expect(await figures({ ticker: silent }).of(settings(1))).toEqual(unknown);
  });
});
