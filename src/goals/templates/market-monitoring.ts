import { z } from 'zod';
import { coin } from '../../agents/types/trading.js';
import { scheduleRule } from '../schedule/schedule-rule.js';
import type { GoalTemplate } from './goal-template.js';

/** Runbook Step 10, "BTC Price Monitoring". */
export const marketMonitoringParameters = z
  .strictObject({
    coin: coin.meta({ title: 'Coin', description: 'One of the coins the agent may trade.' }),
    frequency: scheduleRule,
    action: z.literal('market_analysis_report').meta({
      title: 'Action',
      description: 'Generate market analysis report.',
    }),
    tradeSignal: z.enum(['suggest_only', 'none']).meta({
      title: 'Trade signal',
      description: 'Only suggest trades (each requires approval), or none at all.',
    }),
    deliverable: z.enum(['analysis_and_recommendation', 'analysis']).meta({
      title: 'Deliverable',
      description: 'Market analysis, with an optional trade recommendation.',
    }),
    requireApproval: z.boolean().meta({
      title: 'Require approval',
      description: 'Nothing is traded until a person approves.',
    }),
  })
  .refine((goal) => (goal.tradeSignal === 'none') === (goal.deliverable === 'analysis'), {
    path: ['deliverable'],
    message: 'A trade recommendation needs the trade signal "suggest_only"; without it choose "analysis"',
  });
export type MarketMonitoringParameters = z.infer<typeof marketMonitoringParameters>;

export const marketMonitoring: GoalTemplate<MarketMonitoringParameters> = {
  title: 'Market Monitoring',
  description: 'A market analysis of one coin, with a trade suggestion for approval.',
  agentType: 'trading',
  parameters: marketMonitoringParameters,
  defaults: {
    coin: 'BTC',
    frequency: { kind: 'every_hours', hours: 6 },
    action: 'market_analysis_report',
    tradeSignal: 'suggest_only',
    deliverable: 'analysis_and_recommendation',
    requireApproval: true,
  },
  tokenCeiling: 1_500,
  expectedTokens: 300,
  proposes: 'trade',
  schedule: ({ frequency }) => frequency,
  platforms: () => ['delta'],
  gates: ({ requireApproval }) => [{ title: 'Approval of every trade', on: requireApproval }],
  freeTexts: () => [],
  name: (goal) => `${goal.coin} Price Monitoring`,
};
