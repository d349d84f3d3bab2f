import { limitsInWords, readBack } from './limits-in-words.js';
import { marketing } from './types/marketing.js';
import { trading } from './types/trading.js';

const alex = trading.defaults;

describe('limitsInWords', () => {
  it('says each limit of a trading agent on trial', () => {
    expect(readBack(alex, 'Asia/Kolkata')).toBe(
      'At most 1 contract an order, at most ₹10,000 a trade, BTC only, at most 5 trades a day, ' +
        'trades from 09:00–21:00 in Asia/Kolkata, each trade approved by you',
    );
  });

  it('says what is unusual: several, overnight, not approved', () => {
    const bold = {
      ...alex,
      maxUnitsPerOrder: 2,
      maxNotional: { amount: 1_234_550, currency: 'INR' },
      allowedCoins: ['BTC', 'ETH'],
      dailyTradeLimit: 1,
      tradingHours: { start: '22:00', end: '06:00' },
      approveEveryTrade: false,
    };
    expect(limitsInWords(bold, null)).toEqual([
      'At most 2 contracts an order',
      'At most ₹12,345.50 a trade',
      'BTC, ETH only',
      'At most 1 trade a day',
      'Trades from 22:00–06:00 (over midnight) in the customer’s time zone',
      'Trades are not approved one by one',
    ]);
  });

  it('survives what was typed wrong, and asks nothing of an agent that trades nothing', () => {
    expect(
      limitsInWords({ ...alex, maxNotional: '10,00', tradingHours: 7, allowedCoins: 'BTC' }, null),
    ).toContain('At most 10,00 a trade');
    expect(limitsInWords(marketing.defaults, 'Asia/Kolkata')).toEqual([]);
  });
});
