import { z } from 'zod';
import { AGENT_TYPES, boundsFindings, parseSettings, platformAdvice, platformChoice } from './agent-types.js';
import { type MarketingSettings } from './marketing.js';
import { type TradingSettings } from './trading.js';

const alex: TradingSettings = {
  ...AGENT_TYPES.trading.defaults,
  nickname: 'Alex - BTC Futures Trader',
  theme: 'Conservative, risk-managed trading',
};
const sarah: MarketingSettings = {
  ...AGENT_TYPES.marketing.defaults,
  nickname: 'Sarah - LinkedIn Expert',
  theme: 'Healthcare marketing for hospitals',
  topics: ['Patient communication'],
};

describe('defaults', () => {
  it("are the runbook's values, valid and inside the trial's bounds", () => {
    expect(parseSettings('trading', alex)).toEqual(alex);
    expect(parseSettings('marketing', sarah)).toEqual(sarah);
    expect(boundsFindings('trading', alex, 'trial')).toEqual([]);
    expect(boundsFindings('marketing', sarah, 'trial')).toEqual([]);
    expect(alex).toMatchObject({
      defaultCoin: 'BTC',
      maxUnitsPerOrder: 1,
      maxNotional: { amount: 1_000_000, currency: 'INR' },
      dailyTradeLimit: 5,
      tradingHours: { start: '09:00', end: '21:00' },
    });
    expect(sarah).toMatchObject({ maxPostsPerDay: 3, postingHours: { start: '09:00', end: '18:00' } });
  });
});

describe('boundsFindings', () => {
  it.each<[keyof TradingSettings, Partial<TradingSettings>, string]>([
    ['maxUnitsPerOrder', { maxUnitsPerOrder: 2 }, 'Max units per order is 2; the limit is at most 1.'],
    [
      'maxNotional',
      { maxNotional: { amount: 1_000_001, currency: 'INR' } },
      'Max notional per trade is ₹10,000.01; the limit is at most ₹10,000.',
    ],
    ['allowedCoins', { allowedCoins: ['BTC', 'ETH'] }, 'Allowed coins is BTC, ETH; the limit is BTC only.'],
    ['dailyTradeLimit', { dailyTradeLimit: 6 }, 'Daily trade limit is 6; the limit is at most 5.'],
    [
      'tradingHours',
      { tradingHours: { start: '09:00', end: '21:01' } },
      'Trading hours is 09:00–21:01; the limit is within 09:00–21:00.',
    ],
    [
      'approveEveryTrade',
      { approveEveryTrade: false },
      'All trades require approval is off; the limit is on.',
    ],
  ])('names %s of a trading agent on trial', (field, change, text) => {
    const findings = boundsFindings('trading', { ...alex, ...change }, 'trial');
    expect(findings.map((finding) => [finding.field, finding.text])).toEqual([[field, text]]);
    expect(boundsFindings('trading', { ...alex, ...change }, 'hired')).toEqual([]);
  });

  it('names every field of a marketing agent that is out at once', () => {
    const loose = {
      maxPostsPerDay: 4,
      reviewAllDrafts: false,
      postingHours: { start: '18:00', end: '09:00' },
    };
    const fields = boundsFindings('marketing', { ...sarah, ...loose }, 'trial').map(({ field }) => field);
    expect(fields).toEqual(['postingHours', 'maxPostsPerDay', 'reviewAllDrafts']);
  });
});

describe('overnight hours', () => {
  const night = { start: '22:00', end: '06:00' };

  it.each(['trading', 'marketing'] as const)(
    'are outside the trial of a %s agent, and open once it is hired',
    (type) => {
      const bound = type === 'trading' ? '09:00–21:00' : '09:00–18:00';
      const [settings, title] =
        type === 'trading'
          ? [{ ...alex, tradingHours: night }, 'Trading hours']
          : [{ ...sarah, postingHours: night }, 'Posting hours'];
      const texts = boundsFindings(type, settings as never, 'trial').map(({ text }) => text);
      expect(texts).toEqual([`${title} is 22:00–06:00; the limit is within ${bound}.`]);
      expect(boundsFindings(type, settings as never, 'hired')).toEqual([]);
      expect(parseSettings(type, settings)).toMatchObject(settings);
    },
  );
});

describe('parseSettings', () => {
  const errorOf = (type: 'trading' | 'marketing', settings: unknown) => {
    const result = AGENT_TYPES[type].settings.safeParse(settings);
    return result.success ? [] : result.error.issues.map((issue) => issue.path.join('.') || issue.message);
  };

  it('names the field that is wrong', () => {
    expect(errorOf('trading', { ...alex, nickname: '  ' })).toEqual(['nickname']);
    expect(errorOf('trading', { ...alex, defaultCoin: 'ETH' })).toEqual(['defaultCoin']);
    expect(errorOf('trading', { ...alex, allowedCoins: ['BTC', 'BTC'] })).toEqual(['allowedCoins']);
    expect(errorOf('trading', { ...alex, maxUnitsPerOrder: 1.5 })).toEqual(['maxUnitsPerOrder']);
    expect(errorOf('trading', { ...alex, maxNotional: { amount: 1, currency: 'USD' } })).toEqual([
      'maxNotional.currency',
    ]);
    expect(errorOf('marketing', { ...sarah, topics: [] })).toEqual(['topics']);
    expect(errorOf('marketing', { ...sarah, theme: undefined })).toEqual(['theme']);
  });

  it('refuses unknown fields', () => {
    expect(errorOf('marketing', { ...sarah, password: 'x' })).toEqual(['Unrecognized key: "password"']);
  });

  it('draws a form: every field has a label', () => {
    for (const { settings } of Object.values(AGENT_TYPES)) {
      const { properties = {} } = z.toJSONSchema(settings as z.ZodType);
      for (const [name, field] of Object.entries(properties))
        expect([name, field]).toEqual([
          name,
          expect.objectContaining({ title: expect.any(String) as string }),
        ]);
    }
  });
});

describe('platforms', () => {
  it('are Delta Exchange alone for a trading agent', () => {
    expect(platformChoice('trading').safeParse(['delta']).success).toBe(true);
    expect(
      platformChoice('trading')
        .safeParse(['linkedin'])
        .error?.issues.map(({ message }) => message),
    ).toEqual(['This agent can work on Delta Exchange', 'This agent cannot work without Delta Exchange']);
  });

  it('are any of five for a marketing agent, two or three advised', () => {
    expect(platformChoice('marketing').safeParse(['linkedin', 'instagram']).success).toBe(true);
    expect(platformChoice('marketing').safeParse([]).success).toBe(false);
    expect(platformChoice('marketing').safeParse(['linkedin', 'linkedin']).success).toBe(false);
    expect(platformChoice('marketing').safeParse(['delta']).success).toBe(false);
    expect(platformAdvice('marketing', ['linkedin', 'instagram'])).toBeNull();
    expect(platformAdvice('marketing', ['linkedin'])).toMatch(/^1 chosen; 2 or 3 platforms/);
    expect(platformAdvice('trading', ['delta'])).toBeNull();
  });
});
