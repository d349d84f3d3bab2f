import { notionalPaise, rupees } from '../../../agents/types/notional.js';
import type { TradingSettings } from '../../../agents/types/trading.js';
import { isWithinWindow, windowText } from '../../../agents/time-window.js';
import { wallTimeOf } from '../../../platform/time/wall-clock.js';
import type { LimitCheck, TradeProposal } from '../agent-runtime.js';
import type { MarketView } from './market-view.js';

const OVERBOUGHT = 70;
const OVERSOLD = 30;

export type NoTradeReason =
  'coin_not_allowed' | 'out_of_hours' | 'daily_limit' | 'contract_over_cap' | 'stale_price' | 'no_signal';

export interface NoTrade {
  readonly kind: 'none';
  readonly reason: NoTradeReason;
  readonly text: string;
}

interface Situation {
  readonly coin: string;
  readonly view: MarketView;
  readonly settings: TradingSettings;
  readonly tradesToday: number;
  readonly zone: string;
  readonly now: Date;
}

/** A trade to suggest, held against every limit, or the reason why there is none (design 5.5). */
export function suggestTrade(situation: Situation): TradeProposal | NoTrade {
  const { coin, view, settings } = situation;
  const obstacle = obstacleTo(situation);
  if (obstacle) return obstacle;
  const one = contractNotional(view, 1);
  const contracts = Math.min(settings.maxUnitsPerOrder, Math.floor(settings.maxNotional.amount / one));
  if (contracts < 1) {
    const text = `One contract is ${rupees(one)}, above the limit of ${rupees(settings.maxNotional.amount)} per trade: no size fits.`;
    return { kind: 'none', reason: 'contract_over_cap', text };
  }
  const signal = signalOf(view);
  if ('text' in signal) return { kind: 'none', reason: 'no_signal', text: signal.text };
  const amount = contractNotional(view, contracts);
  return {
    kind: 'trade',
    side: signal.side,
    coin,
    symbol: view.product.symbol,
    contracts,
    contractValue: view.product.contractValue,
    markPrice: view.ticker.markPrice,
    markPriceAt: view.ticker.at.toISOString(),
    inrRate: view.inrRate,
    notional: { amount, currency: 'INR' },
    basis: signal.basis,
    checks: checksOf(situation, contracts, amount),
    approvalRequired: true,
  };
}

function obstacleTo({ coin, view, settings, tradesToday, zone, now }: Situation): NoTrade | null {
  const none = (reason: NoTradeReason, text: string): NoTrade => ({ kind: 'none', reason, text });
  if (!settings.allowedCoins.includes(coin)) {
    return none('coin_not_allowed', `${coin} is not an allowed coin (${settings.allowedCoins.join(', ')}).`);
  }
  if (!isWithinWindow(now, settings.tradingHours, zone)) {
    const hours = windowText(settings.tradingHours);
    return none('out_of_hours', `${clockOf(now, zone)} is outside the trading hours ${hours}.`);
  }
  if (tradesToday >= settings.dailyTradeLimit) {
    return none(
      'daily_limit',
      `${tradesToday} trades were approved today; the limit is ${settings.dailyTradeLimit}.`,
    );
  }
  if (view.stale) return none('stale_price', "The exchange's last price is older than 15 minutes.");
  return null;
}

function signalOf(view: MarketView): { side: 'buy' | 'sell'; basis: string } | { text: string } {
  const { trend, rsi14 } = view;
  const strength = rsi14.toFixed(0);
  if (trend === 'sideways') return { text: 'The averages do not agree on a direction.' };
  if (trend === 'up') {
    if (rsi14 >= OVERBOUGHT) return { text: `Rising, but already overbought (RSI ${strength}).` };
    return { side: 'buy', basis: `uptrend, RSI ${strength} below ${OVERBOUGHT}` };
  }
  if (rsi14 <= OVERSOLD) return { text: `Falling, but already oversold (RSI ${strength}).` };
  return { side: 'sell', basis: `downtrend, RSI ${strength} above ${OVERSOLD}` };
}

function checksOf(situation: Situation, contracts: number, amount: number): LimitCheck[] {
  const { coin, settings, tradesToday, now, zone } = situation;
  const { maxUnitsPerOrder, maxNotional, allowedCoins, dailyTradeLimit, tradingHours } = settings;
  const check = (limit: string, value: string, allowed: string, passes: boolean): LimitCheck => ({
    ...{ limit, value, allowed, passes },
  });
  const clock = clockOf(now, zone);
  const most = (figure: number) => `max ${figure}`;
  return [
    check('units per order', String(contracts), most(maxUnitsPerOrder), contracts <= maxUnitsPerOrder),
    check('notional', rupees(amount), `max ${rupees(maxNotional.amount)}`, amount <= maxNotional.amount),
    check('coin', coin, allowedCoins.join(', '), allowedCoins.includes(coin)),
    check('trades today', String(tradesToday + 1), most(dailyTradeLimit), tradesToday < dailyTradeLimit),
    check('trading hours', clock, windowText(tradingHours), isWithinWindow(now, tradingHours, zone)),
  ];
}

function contractNotional(view: MarketView, contracts: number): number {
  return notionalPaise(contracts, {
    contractValue: view.product.contractValue,
    markPrice: view.ticker.markPrice,
    inrRate: view.inrRate,
  });
}

/** `15:30`, on the customer's clock. */
export function clockOf(instant: Date, zone: string): string {
  const { hour, minute } = wallTimeOf(instant, zone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
