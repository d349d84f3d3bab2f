import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { defineErrors, type AppError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/ids/new-id.js';
import { defineStates } from '../../platform/state-machine/states.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { SLACK_CHANNELS, webhookOf, type SlackChannel } from './slack-channels.js';
import { slackResent } from './slack.entries.js';
import type { SlackParams, SlackStatus } from './slack-message.entity.js';
import { SlackRepository } from './slack.repository.js';
import { sendToSlack } from './slack.work.js';

export interface SlackRequest {
  readonly channel: SlackChannel;
  /** By this name the text is written when it is sent (`SlackTexts.register`). */
  readonly kind: string;
  readonly subjectId: string;
  readonly customerId: string | null;
  readonly params?: SlackParams | undefined;
  /** A second request with the same key changes nothing. */
  readonly dedupeKey: string;
}

/** `running` is entered by the claim; `failed` goes out again when a person asks for it. */
export const slackStates = defineStates<SlackStatus>('Slack message', 'queued', {
  queued: ['running'],
  running: ['sent', 'failed', 'queued'],
  sent: [],
  failed: ['queued'],
});

const slackErrors = defineErrors({
  slack_not_resendable: {
    status: 409,
    title: 'This message cannot be sent again',
    hint: 'Messages that failed can be sent again once their channel is connected.',
  },
});

/** Asks for messages to Slack. Where a channel has no webhook nothing is sent: the panel shows it, and says so. */
@Injectable()
export class SlackService {
  constructor(
    private readonly config: AppConfig,
    private readonly messages: SlackRepository,
  ) {}

  connected(channel: SlackChannel): boolean {
    return webhookOf(this.config, channel) !== undefined;
  }

  /** Ask for a message with this change, once for its dedupe key. */
  async say(tx: Tx, { params = {}, ...request }: SlackRequest): Promise<void> {
    if (!this.connected(request.channel)) return;
    const id = newId();
    if (await this.messages.insertUnlessAsked(tx.em, { id, ...request, params, at: tx.now }))
      tx.enqueue(sendToSlack, { id });
  }

  async whyNotResend(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status, channel } = await this.messages.get(tx.em, id);
    if (status !== 'failed') return slackErrors.slack_not_resendable(`The message is ${status}.`);
    if (this.connected(channel)) return undefined;
    const { name, variable } = SLACK_CHANNELS[channel];
    return slackErrors.slack_not_resendable(`${name} is not connected: ${variable} is not set.`);
  }

  async resend(tx: Tx, id: string): Promise<{ id: string; status: SlackStatus }> {
    const message = await this.messages.get(tx.em, id);
    slackStates.move(message, 'queued');
    message.dueAt = tx.now;
    message.triesBefore = message.attempt;
    message.endedAt = null;
    const { channel, kind, customerId = null } = message;
    tx.record(slackResent, { subjectId: message.subjectId, customerId, data: { channel, kind } });
    tx.enqueue(sendToSlack, { id });
    return { id, status: message.status };
  }
}
