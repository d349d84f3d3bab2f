import { SystemClock } from '../../../platform/clocks/system-clock.js';
import { RunFailedError } from '../agent-runtime.js';
import { ContractFigures } from './contract-figures.js';
import type { MarketData } from './market-data.js';

class FixedClock extends SystemClock {
  at = Date.parse('2026-02-12T10:00:00Z');
  override now(): Date {
    return new Date(this.at);
  }
}
const figuresOf = (data: MarketData) => new ContractFigures(data, new SystemClock());
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
    expect(await figuresOf(market()).of('BTC')).toEqual({
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
    expect(await figuresOf(silent).of('BTC')).toEqual({
      coin: 'BTC',
      contract: null,
      says: 'Delta Exchange could not be read (timeout).',
    });
  });

  it('answers whoever asked first, however many coins are asked for meanwhile', async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const { product } = market();
    const slow = figuresOf(
      market({
        product: async (coin, signal) => {
          await asked;
          return product(coin, signal);
        },
      }),
    );
    const first = slow.of('BTC');
    const others = Array.from({ length: 150 }, (_, n) => slow.of(`C${n}`));
    answer();
    expect(await first).toMatchObject({ coin: 'BTC', contract: { amount: 1_020_000 } });
    expect((await Promise.all(others)).every(({ contract }) => contract !== null)).toBe(true);
  });

  it('does not hide a fault of ours', async () => {
    const broken = market({ product: () => Promise.reject(new TypeError('oops')) });
    await expect(figuresOf(broken).of('BTC')).rejects.toThrow('oops');
  });

  it('asks once for all who ask at a time, and again after ten seconds; each waits as long as it likes', async () => {
    const clock = new FixedClock();
    const answers: (() => void)[] = [];
    const slow = market({
      product: (coin) =>
        new Promise((done) => {
          answers.push(() => done({ symbol: `${coin}USD`, contractValue: '0.001' }));
        }),
    });
    const figures = new ContractFigures(slow, clock);
    const [hasty, patient] = [figures.of('BTC', 1), figures.of('BTC')];
    expect(await hasty).toEqual({
      ...{ coin: 'BTC', contract: null },
      says: 'Delta Exchange could not be read (timeout).',
    });
    answers[0]?.();
    expect(await patient).toMatchObject({ contract: { amount: 1_020_000 } });
    clock.at += 9_999;
    expect(await figures.of('BTC')).toEqual(await patient);
    expect(answers).toHaveLength(1);
    clock.at += 2;
    const later = figures.of('BTC');
    answers[1]?.();
    expect([await later, answers.length]).toEqual([await patient, 2]);
  });

  it('keeps no failure', async () => {
    let fails = true;
    const figures = figuresOf(
      market({
        product: () =>
          fails
            ? Promise.reject(new RunFailedError('unreachable', 'Away.'))
            : Promise.resolve({ symbol: 'BTCUSD', contractValue: '0.001' }),
      }),
    );
    expect(await figures.of('BTC')).toMatchObject({ contract: null, says: 'Away.' });
    fails = false;
    expect(await figures.of('BTC')).toMatchObject({ contract: { amount: 1_020_000 } });
  });
});
