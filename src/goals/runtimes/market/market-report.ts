import { coinAmount, notionalPaise, rupees } from '../../../agents/types/notional.js';
import { dayKey } from '../../../platform/time/wall-clock.js';
import type { Part } from '../fit-parts.js';
import type { TradeProposal } from '../agent-runtime.js';
import type { MarketView } from './market-view.js';
import { clockOf, type NoTrade } from './trade-suggestion.js';

const CLOSING =
  '_Computed from public exchange data. It describes the past, is no forecast and no financial advice._';

/** The analysis as Markdown paragraphs; `suggestion` null leaves that section out. */
export function marketReport(
  coin: string,
  view: MarketView,
  suggestion: TradeProposal | NoTrade | null,
  at: { now: Date; zone: string },
): Part[] {
  const stamp = `${dayKey(at.now, at.zone)} ${clockOf(at.now, at.zone)} ${at.zone}`;
  return [
    { text: `# ${coin} market analysis` },
    {
      text: `${stamp} · ${view.product.symbol} on ${view.exchange}, ${view.candles} hourly candles`,
      drop: 1,
    },
    ...(view.stale ? [{ text: `**Old data:** the last price is of ${view.ticker.at.toISOString()}.` }] : []),
    { text: headline(view) },
    { text: table(view), drop: 2 },
    ...(suggestion === null
      ? []
      : [{ text: `## Trade suggestion\n\n${suggestionText(suggestion, view, at.zone)}` }]),
    { text: CLOSING },
  ];
}

function headline(view: MarketView): string {
  const trend = { up: 'Uptrend', down: 'Downtrend', sideways: 'No clear trend' }[view.trend];
  const gap = percent(((view.price - view.sma50) / view.sma50) * 100);
  return `**${trend}, ${momentum(view.rsi14)}.** The price stands ${gap} against its 50-hour average and ${percent(view.change24hPercent)} against a day ago.`;
}

function table(view: MarketView): string {
  const { ticker, sma20, sma50, ema12, ema26, rsi14, atr14, price } = view;
  const one = notionalPaise(1, {
    contractValue: view.product.contractValue,
    markPrice: ticker.markPrice,
    inrRate: view.inrRate,
  });
  const rows = [
    ['Mark price', `${usd(price)} USD`, `1 contract = ${rupees(one)}`],
    ['24 h range', `${usd(ticker.low24h)}–${usd(ticker.high24h)}`, rangePlace(view)],
    ['SMA 20 / 50', `${usd(sma20)} / ${usd(sma50)}`, sma20 > sma50 ? 'shorter above' : 'shorter below'],
    ['EMA 12 / 26', `${usd(ema12)} / ${usd(ema26)}`, ema12 > ema26 ? 'rising' : 'falling'],
    ['RSI 14', rsi14.toFixed(1), momentum(rsi14)],
    ['ATR 14', usd(atr14), `${((atr14 / price) * 100).toFixed(2)} % of price an hour`],
    ['Funding, 8 h', ...funding(ticker.fundingPercent)],
  ];
  return [
    '| Measure | Value | Reading |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

function suggestionText(suggestion: TradeProposal | NoTrade, view: MarketView, zone: string): string {
  if (suggestion.kind === 'none') return `None: ${lowerFirst(suggestion.text)}`;
  const { side, contracts, symbol, coin, contractValue, notional, basis, checks } = suggestion;
  const word = side === 'buy' ? 'Buy' : 'Sell';
  const turn = side === 'buy' ? view.price - 2 * view.atr14 : view.price + 2 * view.atr14;
  const held = checks.map(({ limit, value, allowed }) => `${limit} ${value} (${allowed})`).join(', ');
  return [
    `**${word} ${contracts} ${symbol} (${coinAmount(contracts, contractValue)} ${coin}), ${rupees(notional.amount)}: approval required.** Mark price ${usd(view.price)} USD at ${clockOf(view.ticker.at, zone)}. Nothing is ordered before.`,
    `Why: ${basis}; reconsider ${side === 'buy' ? 'below' : 'above'} ${usd(turn)} (2 × ATR).`,
    `Within limits: ${held}.`,
  ].join('\n\n');
}

function momentum(rsi: number): string {
  if (rsi >= 70) return 'overbought';
  if (rsi <= 30) return 'oversold';
  return 'momentum neutral';
}

function rangePlace({ ticker: { high24h, low24h }, price }: MarketView): string {
  if (high24h === low24h) return 'no range';
  const place = Math.round(((price - low24h) / (high24h - low24h)) * 100);
  return `price at ${Math.min(100, Math.max(0, place))} % of it`;
}

function funding(rate: number | null): [string, string] {
  if (rate === null) return ['–', 'not given'];
  if (rate === 0) return ['0 %', 'balanced'];
  return [`${rate.toFixed(4)} %`, rate > 0 ? 'longs pay shorts' : 'shorts pay longs'];
}

function usd(value: number): string {
  return new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

function percent(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)} %`;
}

/** "The averages…" → "the averages…"; a text that starts with a figure or a ticker stays as it is. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
