import { z } from 'zod';
import { moneyText, parseMoney } from './money.js';
import { money } from './money-input.js';

const inr = (amount: number) => moneyText({ amount, currency: 'INR' });

describe('An amount of money', () => {
  it('is read in rupees: minor units only where there are any, grouped as in India', () => {
    expect([0, 5, 1_000_000, 1_000_050, 1_020_005, 123_456_700, -50].map(inr)).toEqual([
      '₹0',
      '₹0.05',
      '₹10,000',
      '₹10,000.50',
      '₹10,200.05',
      '₹12,34,567',
      '-₹0.50',
    ]);
    expect(moneyText({ amount: 123_456_789, currency: 'USD' })).toBe('$1,234,567.89');
    expect(moneyText({ amount: 1_234, currency: 'JPY' })).toBe('¥1,234');
  });

  it.each([
    ['10000', 1_000_000],
    [' 10,000 ', 1_000_000],
    ['₹10,000', 1_000_000],
    ['₹ 1,00,000.5', 10_000_050],
    ['INR 100,000', 10_000_000],
    ['10000.50', 1_000_050],
    ['0.29', 29],
    ['1.15', 115],
    ['8627.55', 862_755],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('is typed as %s', (typed, minor) => {
    expect(parseMoney(typed, 'INR')).toBe(minor);
  });

  it.each(['', '₹', '10,00', '1,0000', ',100', '1e4', '-5', '0.005', '1.', '.5', '1.2.3', '$5', 'ten', '١٢'])(
    'is not typed as "%s"',
    (typed) => {
      expect(parseMoney(typed, 'INR')).toBeNull();
    },
  );

  it('beyond what is counted exactly is refused', () => {
    expect(parseMoney('90071992547409.92', 'INR')).toBeNull();
  });

  it('comes back as it was written, whatever it is', () => {
    for (let minor = 0; minor < 100_000_000; minor += 99_991)
      expect(parseMoney(inr(minor), 'INR')).toBe(minor);
  });

  it('is marked in the JSON Schema of a command, and refused in words', () => {
    const limit = z.strictObject({ limit: money('INR', { max: 500_000 }).meta({ title: 'Limit' }) });
    expect(z.toJSONSchema(limit).properties?.['limit']).toMatchObject({
      title: 'Limit',
      widget: 'money',
      currency: 'INR',
    });
    const refusal = (value: unknown) =>
      limit.safeParse({ limit: value }).error?.issues.map(({ path, message }) => [path.join('.'), message]);
    expect(refusal('ten')).toEqual([['limit', 'must be an amount such as ₹10,000 or ₹10,000.50']]);
    expect(refusal({ amount: 0, currency: 'INR' })).toEqual([['limit.amount', 'must be more than ₹0']]);
    expect(refusal({ amount: 500_001, currency: 'INR' })).toEqual([
      ['limit.amount', 'must be at most ₹5,000'],
    ]);
    expect(refusal({ amount: 1.5, currency: 'INR' })?.[0]?.[0]).toBe('limit.amount');
    expect(refusal({ amount: 1, currency: 'USD' })).toEqual([['limit.currency', 'must be INR']]);
  });
});
