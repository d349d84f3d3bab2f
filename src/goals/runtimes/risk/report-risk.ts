import { windowText } from '../../../agents/time-window.js';
import { rupees } from '../../../agents/types/notional.js';
import { dayKey } from '../../../platform/time/wall-clock.js';
import { RISK_WINDOWS } from '../../templates/risk-report.js';
import { RunFailedError, type InputOf, type RunContext } from '../agent-runtime.js';
import { fitParts, type Part } from '../fit-parts.js';
import type { MarketData, Ticker } from '../market/market-data.js';
import { priceTold } from '../market/market-told.js';
import { clockOf } from '../market/trade-suggestion.js';
import { limitsInMoney, windowRisk, type LimitsInMoney, type WindowRisk } from './risk-figures.js';

type Order = InputOf<'risk_report', 'trading'>;

/** An hour more than the window, for the candle that still forms. */
const MORE_HOURS = 2;
const STALE_MS = 15 * 60_000;
const CLOSING =
  '_Computed from public exchange data. It describes the past, is no forecast and no financial advice, and suggests nothing._';

/** How the coin moved and what the agent's limits mean at today's price. Throws RunFailedError. */
export async function reportRisk(market: MarketData, input: Order, context: RunContext) {
  const { coin, windows } = input.goal.parameters;
  const hours = MORE_HOURS + Math.max(...windows.map((window) => RISK_WINDOWS[window]));
  await context.progress('fetching', `Reading ${hours} hours of ${coin} prices from ${market.exchange}`);
  const [product, ticker, candles] = await Promise.all([
    market.product(coin, context.signal),
    market.ticker(coin, context.signal),
    market.candles(coin, hours, context.signal),
  ]);
  await context.progress('computing', 'Computing volatility, range and drawdown');
  const rows = windows.map((window) => ({ window, risk: windowRisk(candles, window, ticker.at) }));
  if (rows.every(({ risk }) => risk === null)) {
    throw new RunFailedError(
      'malformed',
      `${market.exchange} sent too few hours for any window of the report.`,
    );
  }
  const price = {
    contractValue: product.contractValue,
    markPrice: ticker.markPrice,
    inrRate: market.inrRate(),
  };
  const limits = limitsInMoney(input.agent.settings, price);
  await context.progress('writing', 'Writing the report');
  const parts: Part[] = [
    ...heading(input, `${product.symbol} on ${market.exchange}`, context.now()),
    ...stale(ticker),
    { text: windowsTable(rows, limits) },
    { text: limitsTable(input, limits, ticker) },
    { text: CLOSING },
  ];
  const body = fitParts(parts, input.tokenBudget * 4);
  if (body === null) throw noRoom(input);
  const told = priceTold(Number(ticker.markPrice));
  return { title: `${coin} risk report`, body, proposal: null, told, remarks: remarksFor(input) };
}

const noRoom = ({ tokenBudget }: Order) =>
  new RunFailedError('over_budget', `The report needs more than the ${tokenBudget} tokens left.`);

function heading({ goal, zone }: Order, contract: string, now: Date): Part[] {
  const stamp = `${dayKey(now, zone)} ${clockOf(now, zone)} ${zone}`;
  return [{ text: `# ${goal.parameters.coin} risk report` }, { text: `${stamp} · ${contract}`, drop: 1 }];
}

function stale({ ageMs, at }: Ticker): Part[] {
  return ageMs > STALE_MS ? [{ text: `**Old data:** the last price is of ${at.toISOString()}.` }] : [];
}

function windowsTable(
  rows: readonly { window: string; risk: WindowRisk | null }[],
  { largest }: LimitsInMoney,
): string {
  const cells = rows.map(({ window, risk }) =>
    risk
      ? [
          window,
          `${risk.volatility.toFixed(2)} %`,
          `${usd(risk.low)}–${usd(risk.high)} (${risk.range.toFixed(2)} %)`,
          `${risk.drawdown.toFixed(2)} %`,
          rupees(Math.round((largest * risk.drawdown) / 100)),
        ]
      : [window, 'too few hours from the exchange', '–', '–', '–'],
  );
  return [
    '| Window | Volatility a day | Range, USD | Drawdown | The same on the largest order |',
    '|---|---|---|---|---|',
    ...cells.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

function limitsTable({ agent, actionsToday }: Order, limits: LimitsInMoney, { markPrice }: Ticker): string {
  const { maxUnitsPerOrder, dailyTradeLimit, tradingHours } = agent.settings;
  const rows = [
    ['Mark price', `${usd(Number(markPrice))} USD`, `1 contract = ${rupees(limits.one)}`],
    ['Max units per order', String(maxUnitsPerOrder), largestText(limits)],
    ['Max notional per trade', rupees(limits.cap), headroomText(limits)],
    [
      'Daily trade limit',
      String(dailyTradeLimit),
      `${actionsToday} approved today; all of a day at the largest order: ${rupees(limits.day)}`,
    ],
    ['Trading hours', windowText(tradingHours), 'on the customer’s clock'],
  ];
  return [
    '## The agent’s limits at today’s price\n',
    '| Limit | Set to | Means now |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

function largestText({ contracts, largest, bound }: LimitsInMoney): string {
  if (contracts === 0) return 'no order fits: one contract passes the max notional';
  const by = bound === 'units' ? 'the limit of units' : 'the max notional';
  return `largest order ${contracts} = ${rupees(largest)}, by ${by}`;
}

function headroomText({ cap, largest, one, headroom }: LimitsInMoney): string {
  if (headroom < 0) return `one contract is ${rupees(one - cap)} above it`;
  return `${rupees(cap - largest)} above the largest order; one contract passes it when the price rises ${headroom.toFixed(1)} %`;
}

function remarksFor({ regeneration }: Order): string[] {
  if (!regeneration) return [];
  return [
    `Your feedback: "${regeneration.feedback}". The built-in runtime computed the report anew; it cannot follow words.`,
  ];
}

function usd(value: number): string {
  return new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}
