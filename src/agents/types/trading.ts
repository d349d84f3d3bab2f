import { z } from 'zod';
import { money } from '../../platform/money/money-input.js';
import { isWindowInside, timeWindow, windowText } from '../time-window.js';
import { type AgentType, type Bound } from './agent-type.js';
import { commonSettings, distinctTexts, lockedOnTrial } from './common-settings.js';
import { rupees } from './notional.js';

const TRIAL_HOURS = { start: '09:00', end: '21:00' };
const TRIAL_UNITS = 1;
const TRIAL_NOTIONAL = 1_000_000;
const TRIAL_TRADES = 5;
const TRIAL_COINS = ['BTC'];

/** A coin by its ticker, as the exchange names its perpetual contract (`BTC` → BTCUSD). */
export const coin = z
  .string()
  .regex(/^[A-Z0-9]{2,10}$/, 'Write the coin as its ticker in capitals, such as BTC');

/** Runbook Step 9, trading agent; the first three are also shown beside the API key (Step 7). */
export const tradingSettings = z
  .strictObject({
    ...commonSettings,
    defaultCoin: coin.meta({ title: 'Default coin' }),
    maxUnitsPerOrder: z.int().min(1).max(1000).meta({
      title: 'Max units per order',
      description: 'Contracts in one order. Start small: 1.',
    }),
    maxNotional: money('INR', { max: 1_000_000_000 }).meta({
      title: 'Max notional per trade',
      description: 'Contracts × contract value × mark price × INR rate may not exceed this.',
    }),
    allowedCoins: distinctTexts(coin, 10)
      .min(1, 'Allow at least one coin')
      .meta({ title: 'Allowed coins', description: 'BTC only is simplest.' }),
    dailyTradeLimit: z.int().min(1).max(100).meta({ title: 'Daily trade limit' }),
    tradingHours: timeWindow.meta({
      title: 'Trading hours',
      description:
        "In the customer's time zone, on trial within 09:00–21:00: no overnight hours. Reports are written at any hour, trades are suggested only inside.",
    }),
    approveEveryTrade: z.boolean().meta({
      title: 'All trades require approval',
      description: 'Mandatory during a trial.',
    }),
  })
  .refine(({ defaultCoin, allowedCoins }) => allowedCoins.includes(defaultCoin), {
    path: ['defaultCoin'],
    message: 'The default coin must be one of the allowed coins',
  });
export type TradingSettings = z.infer<typeof tradingSettings>;

const trialBounds: Bound<TradingSettings>[] = [
  {
    field: 'maxUnitsPerOrder',
    title: 'Max units per order',
    holds: ({ maxUnitsPerOrder }) => maxUnitsPerOrder <= TRIAL_UNITS,
    value: ({ maxUnitsPerOrder }) => String(maxUnitsPerOrder),
    bound: `at most ${TRIAL_UNITS}`,
  },
  {
    field: 'maxNotional',
    title: 'Max notional per trade',
    holds: ({ maxNotional }) => maxNotional.amount <= TRIAL_NOTIONAL,
    value: ({ maxNotional }) => rupees(maxNotional.amount),
    bound: `at most ${rupees(TRIAL_NOTIONAL)}`,
  },
  {
    field: 'allowedCoins',
    title: 'Allowed coins',
    holds: ({ allowedCoins }) => allowedCoins.every((name) => TRIAL_COINS.includes(name)),
    value: ({ allowedCoins }) => allowedCoins.join(', '),
    bound: `${TRIAL_COINS.join(', ')} only`,
  },
  {
    field: 'dailyTradeLimit',
    title: 'Daily trade limit',
    holds: ({ dailyTradeLimit }) => dailyTradeLimit <= TRIAL_TRADES,
    value: ({ dailyTradeLimit }) => String(dailyTradeLimit),
    bound: `at most ${TRIAL_TRADES}`,
  },
  {
    field: 'tradingHours',
    title: 'Trading hours',
    holds: ({ tradingHours }) => isWindowInside(tradingHours, TRIAL_HOURS),
    value: ({ tradingHours }) => windowText(tradingHours),
    bound: `within ${windowText(TRIAL_HOURS)}`,
  },
  {
    field: 'approveEveryTrade',
    title: 'All trades require approval',
    holds: ({ approveEveryTrade }) => approveEveryTrade,
    value: () => 'off',
    bound: 'on',
  },
];

export const trading: AgentType<TradingSettings> = {
  title: 'Trading agent',
  settings: tradingSettings,
  formFor: (profile) =>
    tradingSettings.safeExtend({
      approveEveryTrade: lockedOnTrial(tradingSettings.shape.approveEveryTrade, profile),
    }),
  confirmsLimits: true,
  defaults: {
    defaultCoin: 'BTC',
    maxUnitsPerOrder: TRIAL_UNITS,
    maxNotional: { amount: TRIAL_NOTIONAL, currency: 'INR' },
    allowedCoins: TRIAL_COINS,
    dailyTradeLimit: TRIAL_TRADES,
    tradingHours: TRIAL_HOURS,
    approveEveryTrade: true,
  },
  platforms: { allowed: ['delta'], required: ['delta'], advised: { min: 1, max: 1 } },
  bounds: { hired: [], trial: trialBounds },
};
