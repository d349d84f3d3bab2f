import { Module } from '@nestjs/common';
import { EscalationDesk } from './escalation-desk.service.js';
import { EscalationLog } from './escalation-log.service.js';
import { EscalationQueries } from './escalation.queries.js';
import { EscalationRepository } from './escalation.repository.js';
import { EscalationService } from './escalation.service.js';
import { EscalationText } from './escalation-text.js';
import { SendSlackJob } from './jobs/send-slack.job.js';
import { SlackClient } from './slack/slack-client.js';
import { SlackDelivery } from './slack/slack-delivery.service.js';
import { SlackQueries } from './slack/slack.queries.js';
import { SlackRepository } from './slack/slack.repository.js';
import { SlackService } from './slack/slack.service.js';
import { SlackTexts } from './slack/slack-texts.js';

const slack = [
  SlackClient,
  SlackDelivery,
  SlackQueries,
  SlackRepository,
  SlackService,
  SlackTexts,
  SendSlackJob,
];

/** The runbook's escalation paths, and the word to Slack. */
@Module({
  providers: [
    ...slack,
    EscalationRepository,
    EscalationLog,
    EscalationService,
    EscalationDesk,
    EscalationText,
    EscalationQueries,
  ],
  exports: [EscalationService, EscalationDesk, EscalationQueries, SlackQueries, SlackService, SlackTexts],
})
export class EscalationsModule {}
