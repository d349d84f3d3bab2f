import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { SystemClock } from '../clocks/system-clock.js';
import type { HttpAnswer } from '../http/http-outcome.js';
import { ProviderHttp } from '../http/provider-http.js';
import { signWebhook } from './sign-webhook.js';
import { webhookFailure, type WebhookReply } from './webhook-reply.js';

export interface WebhookReceiver {
  /** After an article, in words of people: "CRM". */
  readonly name: string;
  /** As configured; undefined where none is connected. */
  readonly url: string | undefined;
}

/** Nothing came back that could be read. */
export type WebhookUnanswered = Exclude<WebhookReply, { kind: 'taken' }>;

/** Posts webhooks with the headers of Standard Webhooks, signed with `WEBHOOK_SECRET`. */
@Injectable()
export class SignedWebhooks {
  constructor(
    private readonly config: AppConfig,
    private readonly http: ProviderHttp,
    private readonly clock: SystemClock,
  ) {}

  /** @param id the delivery's: the same on every try, so that the receiver can tell a repetition */
  async post(
    { name, url }: WebhookReceiver,
    { id, body }: { readonly id: string; readonly body: string },
    signal: AbortSignal,
  ): Promise<HttpAnswer | WebhookUnanswered> {
    const { webhookSecret } = this.config;
    if (url === undefined) return { kind: 'refused', reason: `no ${name} is connected any more` };
    if (webhookSecret === undefined) return { kind: 'refused', reason: 'WEBHOOK_SECRET is not set' };
    const headers = signWebhook(webhookSecret, { id, body, at: this.clock.now() });
    const outcome = await this.http.send({ method: 'POST', url, headers, body, signal });
    return outcome.kind === 'failure'
      ? { kind: 'unreachable', reason: webhookFailure(outcome, `the ${name}`) }
      : outcome;
  }
}
