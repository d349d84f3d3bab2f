import { entryType } from '../../platform/history/entry-type.js';
import { SLACK_CHANNELS, type SlackChannel } from './slack-channels.js';

type About = { readonly channel: SlackChannel; readonly kind: string };

export const slackSent = entryType<About>(
  'slack.sent',
  ({ channel }) => `Told ${SLACK_CHANNELS[channel].name}`,
);
export const slackFailed = entryType<About & { readonly reason: string }>(
  'slack.failed',
  ({ channel, reason }) => `${SLACK_CHANNELS[channel].name} could not be told: ${reason}`,
);
export const slackResent = entryType<About>(
  'slack.resend_asked',
  ({ channel }) => `${SLACK_CHANNELS[channel].name} is to be told again`,
);
