import { z } from 'zod';
import { command } from '../../platform/commands/command.js';
import { TEAM_NAMES } from '../triggers.js';
import { slackAggregate } from './slack-delivery.service.js';
import { SlackService } from './slack.service.js';

export const resendSlackMessage = command({
  name: 'slack.resend',
  title: 'Send again',
  roles: ['ops', 'csm', ...TEAM_NAMES],
  aggregate: slackAggregate,
  input: z.strictObject({}),
  service: SlackService,
  check: (slack, tx, id) => slack.whyNotResend(tx, id),
  run: (slack, tx, { id }) => slack.resend(tx, id),
});
