import { z } from 'zod';
import { coin } from '../../agents/types/trading.js';
import { scheduleRule } from '../schedule/schedule-rule.js';
import type { GoalTemplate } from './goal-template.js';

/** How far back a report may look, by hours. */
export const RISK_WINDOWS = { '24h': 24, '7d': 168, '30d': 720 } as const;
export type RiskWindow = keyof typeof RISK_WINDOWS;
const NAMES = Object.keys(RISK_WINDOWS) as [RiskWindow, ...RiskWindow[]];
const WORDS: Readonly<Record<RiskWindow, string>> = { '24h': '24 hours', '7d': '7 days', '30d': '30 days' };

export const riskReportParameters = z.strictObject({
  coin: coin.meta({ title: 'Coin', description: 'One of the coins the agent may trade.' }),
  frequency: scheduleRule,
  windows: z
    .array(z.enum(NAMES))
    .min(1, 'Choose at least one window')
    .refine((windows) => new Set(windows).size === windows.length, 'A window is chosen twice')
    .meta({
      title: 'Looking back',
      description: 'Volatility, range and drawdown of each.',
      options: NAMES.map((value) => ({ value, label: WORDS[value] })),
    }),
  deliverable: z.literal('risk_report').meta({
    title: 'Deliverable',
    description: 'A risk report. It never suggests a trade.',
  }),
});
export type RiskReportParameters = z.infer<typeof riskReportParameters>;

/** How much the market moves, and what the agent's own limits mean in rupees at the price of the day. */
export const riskReport: GoalTemplate<RiskReportParameters> = {
  title: 'Risk Report',
  description: 'Volatility, range and drawdown of one coin, and the agent’s limits in ₹ at today’s price.',
  agentType: 'trading',
  parameters: riskReportParameters,
  defaults: {
    coin: 'BTC',
    frequency: { kind: 'daily', at: '09:00' },
    windows: ['24h', '7d', '30d'],
    deliverable: 'risk_report',
  },
  tokenCeiling: 1_500,
  expectedTokens: 400,
  proposes: null,
  schedule: ({ frequency }) => frequency,
  platforms: () => ['delta'],
  gates: () => [],
  freeTexts: () => [],
  name: (goal) => `${goal.coin} Risk Report`,
};
