import type { MarketTold, ToldAverage } from '../market/market-told.js';
import { sentencesIn } from './clauses.js';
import { wrongDirection } from './directions.js';

const averages: ToldAverage[] = [
  { kind: 'sma', hours: 20, value: 72_135.1 },
  { kind: 'sma', hours: 50, value: 71_299.7 },
  { kind: 'ema', hours: 12, value: 72_200.4 },
  { kind: 'ema', hours: 26, value: 71_900.2 },
];
/** The price is below the averages of 20 and 12 hours and above those of 50 and 26. */
const MIXED: MarketTold = { price: 72_058.5, averages, rsi: 57.4, trend: 'sideways', side: null };
const FALLING: MarketTold = {
  price: 70_010,
  averages: averages.toReversed().map((one) => ({ ...one, value: one.value + (one.hours > 20 ? 900 : 0) })),
  rsi: 44,
  trend: 'down',
  side: 'sell',
};
const WEAK: MarketTold = { ...FALLING, rsi: 24, side: null };
const REPORT =
  '**No clear trend.** The price stands +1.06 % against its 50-hour average and −0.25 % against a day ago. Range: price at 74 % of it, ATR 0.44 % of price an hour.';

const wrong = (text: string, told: MarketTold) => wrongDirection(text, REPORT, told);

describe('a direction in a model’s text', () => {
  it.each<[string, MarketTold]>([
    ['It fell by 0.25 % in a day and is 1.1 % above its 50-hour average.', MIXED],
    ['Against a day ago it stands at −0.25 %, against its average at +1.06 %.', MIXED],
    ['It is down 0.25 %, with a gain of 1.06 % on its 50-hour average.', MIXED],
    ['A day ago it stood 0.25 % higher.', MIXED],
    ['The 50-hour average stands 1.06 % below the price.', MIXED],
    ['It did not rise 0.25 % on the day.', MIXED],
    ['It rose 0.25 % last week, but it is down now.', MIXED],
    ['If it rose 0.25 % from here, nothing would change.', MIXED],
    ['A rise of 74 % is not in sight; the price is at 74 % of its range.', MIXED],
    ['The price is above its 50-hour average and below its 20-hour average.', MIXED],
    ['The price trades below the 12-hour EMA but above the 26-hour EMA.', MIXED],
    ['The price did not rise above its 20-hour average.', MIXED],
    ['It is not above its 20-hour average.', MIXED],
    ['It isn’t above its 20-hour average.', MIXED],
    ['It is no longer above SMA 20.', MIXED],
    ['If it stands above its 20-hour average, that changes.', MIXED],
    ['It would have to stand above its 20-hour average first.', MIXED],
    ['The price was above its 20-hour average yesterday.', MIXED],
    ['It rose above its 20-hour average an hour ago, and fell back.', MIXED],
    ['A price above its 20-hour average shows strength.', MIXED],
    ['Volume is above its 20-hour average.', MIXED],
    ['The 20-hour average is above the 50-hour average.', MIXED],
    ['The price is below 72,323.5 and above 71,313.5, its range of 24 hours.', MIXED],
    ['It trades above 72,000.', MIXED],
    ['It trades below 72.1k USD.', MIXED],
    ['With resistance above 73,000 and support below 71,000, it stays in between.', MIXED],
    ['A close above 73,000 calls for another look.', MIXED],
    ['An RSI of 57.4 is below 70 and above 30, neither overbought nor oversold.', MIXED],
    ['The RSI is at 57.4, which is not overbought.', MIXED],
    ['The RSI of 57.4 is short of overbought territory.', MIXED],
    ['The RSI is far from oversold.', MIXED],
    ['A reading above 70 is called overbought, below 30 oversold.', MIXED],
    ['Once the RSI is overbought, caution is due.', MIXED],
    ['The RSI could become overbought.', MIXED],
    ['RSI 24, oversold.', WEAK],
    ['With an RSI of 24, the market is oversold.', WEAK],
    ['The trend is not bullish.', FALLING],
    ['A bullish signal would need a close above the averages.', FALLING],
    ['The picture is bearish, and the report suggests selling 1 BTCUSD.', FALLING],
    ['The suggestion is to sell, not to buy.', FALLING],
    ['The report suggests to sell rather than to buy.', FALLING],
    ['Momentum is mildly bullish while the downtrend holds.', FALLING],
    ['The report suggests no trade, neither to buy nor to sell.', MIXED],
    ['The report suggests that selling pressure has eased.', MIXED],
    ['The market is bullish.', MIXED],
    ['Is it overbought?', MIXED],
    ['BTC has drifted 0.25 % lower over the past day, yet it holds 1.06 % above its 50-hour average.', MIXED],
    [
      'With the price at 72,058.5 USD, just below the 20-hour average of 72,135.1, momentum is neutral.',
      MIXED,
    ],
    ['The shorter average lies above the longer one, which often goes with an uptrend.', MIXED],
    ['At 57.4 the RSI sits between oversold and overbought, so neither side has the upper hand.', MIXED],
    ['Down 0.25 % on the day, BTC is in the upper part of its range.', MIXED],
    ['A drop below 71,299.7, the 50-hour average, would weaken the picture.', MIXED],
    [
      'The price has slipped 0.25 % but remains above its 50-hour average, a sign that the dip is small.',
      MIXED,
    ],
    ['The downtrend and an RSI of 44, above 30, are why the report suggests to sell 1 BTCUSD.', FALLING],
    ['Bulls would want to see the price above its 20-hour average again.', FALLING],
    ['The price stands below both its averages.', FALLING],
    ['An order to buy is not suggested.', FALLING],
  ])('that is told rightly, denied, supposed or of another time may stand: %s', (text, told) => {
    expect(wrong(text, told)).toBeNull();
  });

  it.each<[string, MarketTold, string]>([
    ['BTC rose 0.25 %.', MIXED, '−0.25 %'],
    ['BTC rose by about 0.3 % in a day.', MIXED, '−0.25 %'],
    ['It gained 0.25% against a day ago.', MIXED, '−0.25 %'],
    ['It is up 0.25 percent since yesterday.', MIXED, '−0.25 %'],
    ['The day brought a gain of 0.25 %.', MIXED, '−0.25 %'],
    ['A 0.25 % rise came over the day.', MIXED, '−0.25 %'],
    ['It fell last week, but rose 0.25 % in a day.', MIXED, '−0.25 %'],
    ['It did not stand still: it climbed 0.25 %.', MIXED, '−0.25 %'],
    ['Against a day ago it is +0.25 %.', MIXED, '−0.25 %'],
    ['The price is 1.06 % below its 50-hour average.', MIXED, '+1.06 %'],
    ['The price stands -1.06 % against its 50-hour average.', MIXED, '+1.06 %'],
    ['The price is above its 20-day average.', MIXED, 'below the SMA 20'],
    ['BTC trades at 72,058.5, well above its 20-hour moving average.', MIXED, 'below the SMA 20'],
    ['It stands above both the EMA 12 and its peers.', MIXED, 'below the EMA 12'],
    ['The price remains below the SMA 50.', MIXED, 'above the SMA 50'],
    ['The price is above its averages.', FALLING, 'below the'],
    ['The 20-hour average is below the 50-hour average.', MIXED, 'the SMA 20 is above the SMA 50'],
    ['The price stands above 72,323.5.', MIXED, '72,058.5'],
    ['It trades below 71,299.7 USD now.', MIXED, '72,058.5'],
    ['The RSI is above 70.', MIXED, '57.4'],
    ['RSI 57.4 is above the overbought level of 70.', MIXED, '57.4'],
    ['RSI 24, overbought.', WEAK, '24.0'],
    ['With an RSI of 24, the market is clearly overbought.', WEAK, '24.0'],
    ['The RSI reads 57.4 and is in oversold territory.', MIXED, '57.4'],
    ['An overbought RSI of 24 speaks for patience.', WEAK, '24.0'],
    ['The market is bullish.', FALLING, 'suggests to sell'],
    ['The bullish trend remains in place.', WEAK, 'a downtrend'],
    ['BTC is in a clear uptrend.', WEAK, 'a downtrend'],
    ['The report suggests buying now.', FALLING, 'suggests to sell'],
    ['This gives a buy signal.', FALLING, 'suggests to sell'],
    ['The suggestion is to buy a small amount.', MIXED, 'no trade'],
  ])('that is told the other way round is named with its sentence: %s', (text, told, truth) => {
    expect(wrong(`The report has figures. ${text} More follows.`, told)).toEqual({
      sentence: text,
      truth: expect.stringContaining(truth) as string,
    });
  });

  it('quotes no more of an endless sentence than can be read', () => {
    const sentence = `It gained 0.25 % ${'and so on '.repeat(100)}`;
    expect(wrong(sentence, MIXED)?.sentence).toHaveLength(161);
  });

  it('reads a megabyte once, its words each in one clause', () => {
    const words = (text: string) =>
      sentencesIn(text).flatMap(({ clauses }) => clauses.flatMap(({ tokens }) => tokens)).length;
    const endless = 'RSI above 0.25 % overbought it bullish buy '.repeat(23_000);
    expect(words(endless)).toBe(7 * 23_000);
    expect(wrong(endless, MIXED)).toBeNull();
    expect(wrong(`${endless} and it gained 0.25 %`, MIXED)).not.toBeNull();
    expect(wrong(`If ${endless} and it gained 0.25 %`, MIXED)).toBeNull();
  });

  // Looked at from the start of the sentence for each of its claims, each of these is minutes of work.
  it.each([
    'rose nearly ',
    'the bullish signal ',
    'a buy signal ',
    '1.06 % above ',
    'x, ',
    'overbought ',
    '0',
  ])('takes no longer for a megabyte of "%s"', (part) => {
    expect(wrong(part.repeat(1_000_000 / part.length), FALLING)).toBeNull();
  });
});
