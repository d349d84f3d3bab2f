import { notionalPaise, rupees } from './notional.js';

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
