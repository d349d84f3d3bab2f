import { DateTime } from 'luxon';
import type { ChartPoint, MarketChart } from '../../runtimes/market/market-chart.js';
import { dayTicks, priceTicks } from './chart-scales.js';

/** A chart as a page shows it. */
export interface ChartView {
  /** One svg element, drawn here from figures alone: no script, no style, nothing from elsewhere. */
  readonly svg: string;
  /** The same in words, for files of text and for who does not see it. */
  readonly words: string;
}

/** Small enough that its text can be read on a telephone. */
const [WIDTH, HEIGHT] = [440, 270];
const PLOT = { left: 60, right: WIDTH - 10, top: 34, bottom: HEIGHT - 38 };
const LINES = [
  { of: 'close', name: 'Price', color: '#0b6b5b', width: 2, dash: '' },
  { of: 'sma20', name: '20-hour average', color: '#b45309', width: 1.5, dash: '6 3' },
  { of: 'sma50', name: '50-hour average', color: '#475569', width: 1.5, dash: '2 3' },
] as const;

interface Scale {
  readonly x: (ms: number) => number;
  readonly y: (price: number) => number;
}

/** Null for fewer than two hours, which make no line. */
export function chartView(chart: MarketChart, zone: string): ChartView | null {
  const { points } = chart;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const values = points.flatMap(({ close, sma20, sma50 }) => [close, sma20, sma50]).filter((v) => v !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = (high - low) * 0.06 || Math.abs(high) * 0.01 || 1;
  const [from, to] = [Date.parse(first.at), Date.parse(last.at)];
  const scale: Scale = {
    x: (ms) => between(ms, from, to, PLOT.left, PLOT.right),
    y: (price) => between(price, low - pad, high + pad, PLOT.bottom, PLOT.top),
  };
  const title = `${chart.symbol} on ${chart.exchange}, hourly price in ${chart.currency}`;
  const words = wordsFor(chart, zone, first, last);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="chart-title chart-desc" font-family="system-ui, sans-serif" font-size="13" fill="#33443f">`,
    `<title id="chart-title">${escaped(title)}</title><desc id="chart-desc">${escaped(words)}</desc>`,
    legend(),
    priceAxis(priceTicks(low - pad, high + pad, 5), scale, chart.currency),
    timeAxis(dayTicks(from, to, zone, 5), scale, zone),
    ...LINES.map((line) => lineOf(points, line, scale)),
    `<circle cx="${at(scale.x(to))}" cy="${at(scale.y(last.close))}" r="3.5" fill="${LINES[0].color}"/>`,
    '</svg>',
  ].join('');
  return { svg, words };
}

function wordsFor(
  { points, currency, symbol }: MarketChart,
  zone: string,
  first: ChartPoint,
  last: ChartPoint,
): string {
  const closes = points.map(({ close }) => close);
  const when = (iso: string) => DateTime.fromISO(iso, { zone }).toFormat('d LLL, HH:mm');
  const { sma20 } = last;
  const average =
    sma20 === null
      ? ''
      : `, ${last.close >= sma20 ? 'above' : 'below'} its 20-hour average of ${price(sma20)}`;
  return `${symbol} from ${when(first.at)} to ${when(last.at)} (${zone}): it went from ${price(first.close)} to ${price(last.close)} ${currency}${average}; the lowest hour closed at ${price(Math.min(...closes))}, the highest at ${price(Math.max(...closes))}.`;
}

function legend(): string {
  let left = PLOT.left;
  return LINES.map(({ name, color, dash, width }) => {
    const x = left;
    left += 30 + name.length * 7.4;
    const stroke = `stroke="${color}" stroke-width="${width}"${dash ? ` stroke-dasharray="${dash}"` : ''}`;
    return `<line x1="${at(x)}" y1="12" x2="${at(x + 18)}" y2="12" ${stroke}/><text x="${at(x + 23)}" y="16">${name}</text>`;
  }).join('');
}

function priceAxis(
  ticks: readonly { value: number; label: string }[],
  { y }: Scale,
  currency: string,
): string {
  const lines = ticks.map(({ value, label }) => {
    const top = at(y(value));
    return `<line x1="${PLOT.left}" y1="${top}" x2="${PLOT.right}" y2="${top}" stroke="#dfe7e4"/><text x="${PLOT.left - 6}" y="${at(y(value) + 4)}" text-anchor="end">${label}</text>`;
  });
  return `${lines.join('')}<text x="${PLOT.left - 6}" y="16" text-anchor="end" font-weight="600">${escaped(currency)}</text>`;
}

function timeAxis(ticks: readonly { value: number; label: string }[], { x }: Scale, zone: string): string {
  const marks = ticks.map(({ value, label }) => {
    const left = at(x(value));
    const anchor = x(value) > PLOT.right - 20 ? 'end' : x(value) < PLOT.left + 20 ? 'start' : 'middle';
    return `<line x1="${left}" y1="${PLOT.bottom}" x2="${left}" y2="${PLOT.bottom + 5}" stroke="#8a9a95"/><text x="${left}" y="${PLOT.bottom + 18}" text-anchor="${anchor}">${label}</text>`;
  });
  const base = `<line x1="${PLOT.left}" y1="${PLOT.bottom}" x2="${PLOT.right}" y2="${PLOT.bottom}" stroke="#8a9a95"/>`;
  return `${base}${marks.join('')}<text x="${PLOT.right}" y="${HEIGHT - 4}" text-anchor="end">Time in ${escaped(zone)}</text>`;
}

function lineOf(
  points: readonly ChartPoint[],
  { of, color, width, dash }: (typeof LINES)[number],
  { x, y }: Scale,
): string {
  const known = points.flatMap((point) => {
    const value = point[of];
    return value === null ? [] : [`${at(x(Date.parse(point.at)))},${at(y(value))}`];
  });
  const dashes = dash ? ` stroke-dasharray="${dash}"` : '';
  return `<polyline points="${known.join(' ')}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linejoin="round"${dashes}/>`;
}

function between(value: number, from: number, to: number, start: number, end: number): number {
  return start + ((value - from) / (to - from || 1)) * (end - start);
}

const at = (value: number): string => String(Math.round(value * 10) / 10);
const price = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
