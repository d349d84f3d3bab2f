import { Injectable, Logger } from '@nestjs/common';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import { aggregate } from '../../platform/unit-of-work/aggregate.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { SlackChannel } from './slack-channels.js';
import { slackFailed, slackSent } from './slack.entries.js';
import { slackBody } from './slack-markup.js';
import type { SlackMessage } from './slack-message.entity.js';
import type { SlackReply } from './slack-reply.js';
import { SlackRepository } from './slack.repository.js';
import { slackStates } from './slack.service.js';
import { SlackTexts } from './slack-texts.js';

export const slackAggregate = aggregate('Slack message', 'slack_message', 'customer_id');

/** Attempts of one message before a person has to look. */
export const SLACK_TRIES = 10;
/** Longer than a tick of upkeep, which asks again for what is due. Doubles with each attempt. */
const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 60 * 60 * 1000;

/** A message's row around its sending; each method is one unit of work under the claim. */
@Injectable()
export class SlackDelivery {
  private readonly log = new Logger('Slack');

  constructor(
    private readonly claims: Claims,
    private readonly messages: SlackRepository,
    private readonly texts: SlackTexts,
  ) {}

  /** Writes the text; from the commit on Slack may have it. Throws when it cannot be written. */
  async prepare(tx: Tx, claim: Claim): Promise<{ channel: SlackChannel; body: string }> {
    const message = await this.held(tx, claim);
    const body = slackBody(await this.texts.write(tx, message), message.unsure);
    message.unsure = true;
    return { channel: message.channel, body };
  }

  /** Writes down what became of the attempt. */
  async settle(tx: Tx, claim: Claim, reply: SlackReply): Promise<SlackMessage['status']> {
    const message = await this.held(tx, claim);
    message.leaseUntil = null;
    message.unsure = reply.kind === 'later' && reply.unsure;
    if (reply.kind === 'taken') this.sent(tx, message);
    else if (reply.kind === 'refused') this.failed(tx, message, reply.reason);
    else if (message.attempt - message.triesBefore >= SLACK_TRIES)
      this.failed(tx, message, `${reply.reason}; tried ${SLACK_TRIES} times`);
    else this.putOff(tx, message, reply);
    return message.status;
  }

  /** The text could not be written. */
  unwritten(error: unknown, id: string): SlackReply {
    this.log.error({ err: error, id }, 'a Slack message could not be written');
    return { kind: 'refused', reason: 'the message could not be written; see the log' };
  }

  /** Customer before message, as everywhere; then the claim must still stand. */
  private async held(tx: Tx, claim: Claim): Promise<SlackMessage> {
    await tx.lock(slackAggregate, claim.id);
    await this.claims.hold(tx, claim);
    return this.messages.get(tx.em, claim.id);
  }

  private sent(tx: Tx, message: SlackMessage): void {
    slackStates.move(message, 'sent');
    message.endedAt = tx.now;
    message.lastError = null;
    const { channel, kind, subjectId, customerId = null } = message;
    tx.record(slackSent, { subjectId, customerId, data: { channel, kind } });
  }

  private failed(tx: Tx, message: SlackMessage, reason: string): void {
    slackStates.move(message, 'failed');
    message.endedAt = tx.now;
    message.lastError = reason;
    const { channel, kind, subjectId, customerId = null } = message;
    tx.record(slackFailed, { subjectId, customerId, data: { channel, kind, reason } });
  }

  private putOff(tx: Tx, message: SlackMessage, reply: SlackReply & { kind: 'later' }): void {
    slackStates.move(message, 'queued');
    const grown = FIRST_PAUSE * 2 ** (message.attempt - message.triesBefore - 1);
    const pause = Math.max(reply.retryAfterMs ?? 0, Math.min(grown, LONGEST_PAUSE));
    message.dueAt = new Date(tx.now.getTime() + pause);
    message.lastError = reply.reason;
  }
}
