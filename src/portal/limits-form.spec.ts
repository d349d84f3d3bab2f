import { z } from 'zod';
import {
  deltaConnectDefaults,
  deltaConnectSettings,
} from '../credentials/providers/delta/delta-connect-settings.js';
import { limitInputs, limitsOf } from './limits-form.js';

describe('the limits beside a key', () => {
  const schema = z.toJSONSchema(deltaConnectSettings, { io: 'input' });
  const inputs = limitInputs(schema, deltaConnectDefaults);

  it('are shown with the conservative start, money in rupees', () => {
    expect(inputs.at(-1)).toMatchObject({ title: 'Max notional per trade', sign: '₹' });
    expect(inputs.map(({ name, type, value }) => [name, type, value])).toEqual([
      ['limit.defaultCoin', 'text', 'BTC'],
      ['limit.maxUnitsPerOrder', 'number', '1'],
      ['limit.maxNotional', 'text', '10,000'],
    ]);
  });

  it('come back as the command takes them', () => {
    const body = Object.fromEntries(inputs.map(({ name, value }) => [name, ` ${value} `]));
    expect(deltaConnectSettings.parse(limitsOf(schema, body))).toEqual(deltaConnectDefaults);
    expect(limitsOf(schema, { ...body, 'limit.maxNotional': '99.5' })['maxNotional']).toEqual({
      amount: 9950,
      currency: 'INR',
    });
    expect(limitsOf(schema, { ...body, 'limit.maxNotional': '₹1,150.15' })['maxNotional']).toEqual({
      amount: 115_015,
      currency: 'INR',
    });
  });

  it('show again what was no amount of money, refused in words', () => {
    const read = limitsOf(schema, {
      'limit.defaultCoin': 'BTC',
      'limit.maxUnitsPerOrder': '1',
      'limit.maxNotional': '10,00',
    });
    expect(deltaConnectSettings.safeParse(read).error?.issues).toMatchObject([
      { path: ['maxNotional'], message: 'must be an amount such as ₹10,000 or ₹10,000.50' },
    ]);
    expect(limitInputs(schema, read).at(-1)?.value).toBe('10,00');
  });

  it('pass on what is no number, for the command to refuse by its name', () => {
    for (const bad of ['many', '', '1e3']) {
      const read = limitsOf(schema, {
        'limit.defaultCoin': 'BTC',
        'limit.maxUnitsPerOrder': bad,
        'limit.maxNotional': '1',
      });
      const parsed = deltaConnectSettings.safeParse(read);
      expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual(['maxUnitsPerOrder']);
    }
    const none = limitsOf(schema, {
      'limit.defaultCoin': 'BTC',
      'limit.maxUnitsPerOrder': '1',
      'limit.maxNotional': '',
    });
    expect(deltaConnectSettings.safeParse(none).success).toBe(false);
  });
});
