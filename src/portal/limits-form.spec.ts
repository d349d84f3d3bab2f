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
    expect(inputs.map(({ name, type, value }) => [name, type, value])).toEqual([
      ['limit.defaultCoin', 'text', 'BTC'],
      ['limit.maxUnitsPerOrder', 'number', '1'],
      ['limit.maxNotional', 'number', '10000'],
    ]);
  });

  it('come back as the command takes them', () => {
    const body = Object.fromEntries(inputs.map(({ name, value }) => [name, ` ${value} `]));
    expect(deltaConnectSettings.parse(limitsOf(schema, body))).toEqual(deltaConnectDefaults);
    expect(limitsOf(schema, { ...body, 'limit.maxNotional': '99.5' })['maxNotional']).toEqual({
      amount: 9950,
      currency: 'INR',
    });
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
