import type { AppConfig } from '../../config/app-config.js';
import { TEAMS } from '../triggers.js';

/** Where messages go: the channel's name in the runbook, and the variable that holds its incoming webhook. */
export const SLACK_CHANNELS = {
  engineering: { name: TEAMS.engineering.channel, variable: 'SLACK_WEBHOOK_ENGINEERING' },
  security: { name: TEAMS.security.channel, variable: 'SLACK_WEBHOOK_SECURITY' },
  product: { name: TEAMS.product.channel, variable: 'SLACK_WEBHOOK_PRODUCT' },
  ops: { name: '#ops', variable: 'SLACK_WEBHOOK_OPS' },
} as const;
export type SlackChannel = keyof typeof SLACK_CHANNELS;
export const SLACK_CHANNEL_NAMES = Object.keys(SLACK_CHANNELS) as [SlackChannel, ...SlackChannel[]];

/** The channel's incoming webhook, itself a secret; undefined where none is connected. */
export const webhookOf = ({ slack }: AppConfig, channel: SlackChannel): string | undefined => slack[channel];
