import { atr, ema, rsi, sma } from './indicators.js';

// Published worked examples (StockCharts ChartSchool, prices rounded to cents).
const RSI_CLOSES = [
  44.34, 44.09, 44.15, 43.61, 44.33, 44.83, 45.1, 45.42, 45.84, 46.08, 45.89, 46.03, 45.61, 46.28, 46.28,
  46.0,
];
const EMA_CLOSES = [22.27, 22.19, 22.08, 22.17, 22.18, 22.13, 22.23, 22.43, 22.24, 22.29, 22.15, 22.39];

describe('indicators', () => {
  it('average simply and exponentially', () => {
    expect(sma([1, 2, 3, 4], 2)).toBe(3.5);
    expect(sma(EMA_CLOSES.slice(0, 10), 10)).toBeCloseTo(22.221, 6);
    expect(ema(EMA_CLOSES.slice(0, 11), 10)).toBeCloseTo(22.208, 3);
    expect(ema(EMA_CLOSES, 10)).toBeCloseTo(22.241, 3);
  });

  it('measure strength as Wilder does', () => {
    expect(rsi(RSI_CLOSES.slice(0, 15))).toBeCloseTo(70.46, 2);
    expect(rsi(RSI_CLOSES)).toBeCloseTo(66.25, 2);
    expect(rsi(Array.from({ length: 20 }, (_, index) => index))).toBe(100);
    expect(rsi(Array.from({ length: 20 }, (_, index) => -index))).toBe(0);
    expect(rsi(Array.from({ length: 20 }, () => 7))).toBe(50);
  });

  it('measure the true range over gaps', () => {
    const bars = [
      { high: 10, low: 8, close: 9 },
      { high: 14, low: 12, close: 13 },
      { high: 13, low: 12, close: 12 },
      { high: 9, low: 8, close: 8 },
    ];
    expect(atr(bars, 2)).toBeCloseTo(((5 + 1) / 2 + 4) / 2, 10);
  });

  it('say nothing about too little', () => {
    expect(sma([1], 2)).toBeNull();
    expect(ema([1], 2)).toBeNull();
    expect(rsi(RSI_CLOSES.slice(0, 14))).toBeNull();
    expect(atr([{ high: 1, low: 1, close: 1 }])).toBeNull();
  });
});
