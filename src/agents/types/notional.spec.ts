import { coinAmount, dollars, notionalPaise, rupees } from './notional.js';

const btc = { contractValue: '0.001', markPrice: '120000', inrRate: '85' };

describe('notionalPaise', () => {
  it('gives ₹10,200 for one BTC contract at 120,000 USD', () => {
    expect(notionalPaise(1, btc)).toBe(1_020_000);
  });

  it('is exact where binary fractions are not', () => {
    expect(notionalPaise(1, { ...btc, markPrice: '117647.0588' })).toBe(1_000_000);
    expect(notionalPaise(1, { ...btc, markPrice: '117647.05882352' })).toBe(1_000_000);
    expect(notionalPaise(1, { ...btc, markPrice: '117647.05882353' })).toBe(1_000_001);
    expect(notionalPaise(0, btc)).toBe(0);
    expect(notionalPaise(3, { ...btc, markPrice: '66666.5' })).toBe(1_699_996);
  });

  it.each(['', 'NaN', '-1', '1e5', '1,000'])('refuses "%s" as a price', (markPrice) => {
    expect(() => notionalPaise(1, { ...btc, markPrice })).toThrow(RangeError);
  });
});

describe('rupees', () => {
  it('writes paise only where there are any, grouped as in India', () => {
    expect(rupees(1_000_000)).toBe('₹10,000');
    expect(rupees(1_020_050)).toBe('₹10,200.50');
    expect(rupees(123_456_700)).toBe('₹12,34,567');
  });
});

describe('what people read of an order', () => {
  it.each([
    ['72178', '$72,178'],
    ['72058.52', '$72,058.52'],
    ['1234567.50', '$1,234,567.50'],
    ['0.085', '$0.085'],
    ['99999.00', '$99,999'],
  ])('groups dollars and rounds nothing: %s', (text, shown) => {
    expect(dollars(text)).toBe(shown);
  });

  it.each<[number, string, string]>([
    [1, '0.001', '0.001'],
    [30, '0.001', '0.03'],
    [1_000, '0.001', '1'],
    [3, '1', '3'],
    [7, '0.10', '0.7'],
  ])('tells the coins of %s contracts of %s', (contracts, value, coins) => {
    expect(coinAmount(contracts, value)).toBe(coins);
  });
});
