import { strangeFigure } from './figures.js';

const REPORT = `# BTC market analysis

2026-11-26 18:54 Asia/Kolkata · BTCUSD on Delta Exchange, 239 hourly candles

**Uptrend, momentum neutral.** The price stands +1.06 % against its 50-hour average and −0.25 % against a day ago.

| Measure | Value | Reading |
|---|---|---|
| Mark price | 72,058.5 USD | 1 contract = ₹6,124.98 |
| 24 h range | 71,313.5–72,323.5 | price at 74 % of it |
| SMA 20 / 50 | 72,035.1 / 71,299.7 | shorter above |
| RSI 14 | 57.4 | momentum neutral |

**Buy 1 BTCUSD, ₹6,124.98: approval required.** Why: uptrend, RSI 57 below 70; limit ₹10,000.`;

describe('a figure in a model’s text', () => {
  it.each([
    'The mark price is 72,058.5 USD, and one contract is worth ₹6,124.98.',
    'It trades near $72,000, or 72k, within 71,313.5–72,323.5 over 24 hours.',
    'About ₹6,125 of the ₹10,000 that are allowed.',
    'An RSI of 57.4, rounded 57, is below 70; the RSI 14 stands at 57.4.',
    'It fell by 0.25 % in a day and is 1.1% above its 50-hour average.',
    'There are 3 reasons to wait, and 2 of them are in the report of 2026-11-26, 18:54.',
    'With the RSI at 57.4, it trades at 72,058.5.',
  ])('that was computed, or rounded from one, may stand: %s', (text) => {
    expect(strangeFigure(text, REPORT)).toBeNull();
  });

  it.each([
    ['The price is 91,234.5 USD.', '91,234.5 USD'],
    ['The mark price is 72,058.9.', '72,058.9'],
    ['It trades near $70,000.', '$70,000'],
    ['Its notional is ₹72,058.5.', '₹72,058.5'],
    ['One contract is ₹6,200.', '₹6,200'],
    ['The RSI is at 74.', '74'],
    ['With an RSI of 20, it is oversold.', '20'],
    ['It rose by 12 % since yesterday.', '12 %'],
    ['It may reach 100k.', '100k'],
    ['It moved -12 % since yesterday.', '12 %'],
    ['It moved (-12 %) since yesterday.', '12 %'],
  ])('that nobody computed is named: %s', (text, figure) => {
    expect(strangeFigure(text, REPORT)).toBe(figure);
  });

  // Looked at from the start of the sentence for each of its figures, this is minutes of work.
  it('is found in a sentence that does not end', () => {
    expect(strangeFigure(`${'RSI '.repeat(5_000)}${'57.4 '.repeat(5_000)}`, REPORT)).toBeNull();
    expect(strangeFigure(`${'RSI '.repeat(5_000)}${'57.4 '.repeat(5_000)}61.3`, REPORT)).toBe('61.3');
  });
});
