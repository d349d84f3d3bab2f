import { marketChart } from '../../runtimes/market/market-chart.js';
import { dayTicks, priceTicks } from './chart-scales.js';
import { chartView } from './chart-svg.js';

const START = Date.parse('2026-02-10T00:00:00Z');
const HOUR = 3_600_000;
const candles = (count: number, price = (index: number) => 60_000 + index * 10) =>
  Array.from({ length: count }, (_, index) => {
    const close = price(index);
    return { start: new Date(START + index * HOUR), open: close, high: close, low: close, close, volume: 1 };
  });
const made = (count: number, price?: (index: number) => number) =>
  marketChart(candles(count, price), { symbol: 'BTCUSD', exchange: 'Delta Exchange' });

describe('a market chart', () => {
  it('keeps the last five days, with averages that know the hours before', () => {
    const { points } = made(200);
    expect(points).toHaveLength(120);
    expect(points[0]).toEqual({
      at: new Date(START + 81 * HOUR).toISOString(),
      close: 60_800,
      sma20: 60_705,
      sma50: 60_555,
    });
    expect(made(30).points.map(({ sma50 }) => sma50)).toEqual(Array.from({ length: 30 }, () => null));
  });

  it('is one element of figures, with a name, a description, the zone and the currency', () => {
    const { svg, words } = chartView(made(200), 'Asia/Kolkata') ?? { svg: '', words: '' };
    expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*>.*<\/svg>$/);
    expect(svg).toContain('<title id="chart-title">BTCUSD on Delta Exchange, hourly price in USD</title>');
    expect(svg).toContain(`<desc id="chart-desc">${words}</desc>`);
    expect(svg).toContain('Time in Asia/Kolkata');
    expect(svg.match(/<polyline/g)).toHaveLength(3);
    expect(svg).not.toMatch(/style=|<style|<script|href|NaN|Infinity|undefined/);
    expect(words).toBe(
      'BTCUSD from 13 Feb, 14:30 to 18 Feb, 13:30 (Asia/Kolkata): it went from 60,800.0 to 61,990.0 USD, above its 20-hour average of 61,895.0; the lowest hour closed at 60,800.0, the highest at 61,990.0.',
    );
  });

  it('keeps every line inside its frame, also where the price stands still', () => {
    for (const price of [() => 60_000, (index: number) => (index % 2 ? 1 : 0.5), () => 0]) {
      const svg = chartView(made(60, price), 'America/New_York')?.svg ?? '';
      const corners = [...svg.matchAll(/points="([^"]*)"/g)].flatMap(([, list = '']) => list.split(' '));
      expect(corners.length).toBeGreaterThan(60);
      for (const corner of corners) {
        const [x = NaN, y = NaN] = corner.split(',').map(Number);
        expect(x >= 60 && x <= 430 && y >= 34 && y <= 232).toBe(true);
      }
    }
  });

  it('draws nothing from a single hour, and shows signs of other words as they are', () => {
    expect(chartView(made(1), 'UTC')).toBeNull();
    const evil = marketChart(candles(3), { symbol: '<script>', exchange: '"&' });
    expect(chartView(evil, 'UTC')?.svg).not.toContain('<script>');
  });

  it('marks midnights of the customer’s day, a day of 23 hours too, and round prices', () => {
    const from = Date.parse('2026-03-07T12:00:00-05:00');
    const ticks = dayTicks(from, from + 48 * HOUR, 'America/New_York', 5);
    expect(ticks).toEqual([
      { value: Date.parse('2026-03-08T00:00:00-05:00'), label: '8 Mar' },
      { value: Date.parse('2026-03-09T00:00:00-04:00'), label: '9 Mar' },
    ]);
    expect(dayTicks(from, from + 3 * HOUR, 'America/New_York', 5).map(({ label }) => label)).toEqual([
      ...['12:00', '13:00', '14:00', '15:00'],
    ]);
    expect(priceTicks(71_313, 72_400, 5).map(({ label }) => label)).toEqual([
      '71,500',
      '71,750',
      '72,000',
      '72,250',
    ]);
    expect(priceTicks(0.52, 0.57, 5).map(({ label }) => label)).toEqual([
      '0.52',
      '0.53',
      '0.54',
      '0.55',
      '0.56',
      '0.57',
    ]);
  });
});
