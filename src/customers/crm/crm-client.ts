import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import type { HttpAnswer } from '../../platform/http/http-outcome.js';
import { ProviderHttp } from '../../platform/http/provider-http.js';
import { signWebhook } from '../../platform/webhooks/sign-webhook.js';
import { webhookFailure, webhookReply, type WebhookReply } from '../../platform/webhooks/webhook-reply.js';

export type CrmReply =
  { readonly kind: 'taken'; readonly crmId: string | null } | Exclude<WebhookReply, { kind: 'taken' }>;

/** Posts signed webhooks to `CRM_WEBHOOK_URL` and reads `{ id }` from the reply. */
@Injectable()
export class CrmClient {
  constructor(
    private readonly config: AppConfig,
    private readonly http: ProviderHttp,
    private readonly clock: SystemClock,
  ) {}

  async post(id: string, body: string, signal: AbortSignal): Promise<CrmReply> {
    const { webhookSecret } = this.config;
    const url = this.config.crm.webhookUrl;
    if (url === undefined) return { kind: 'refused', reason: 'no CRM is connected any more' };
    if (webhookSecret === undefined) return { kind: 'refused', reason: 'WEBHOOK_SECRET is not set' };
    const headers = signWebhook(webhookSecret, { id, body, at: this.clock.now() });
    const outcome = await this.http.send({ method: 'POST', url, headers, body, signal });
    if (outcome.kind === 'failure')
      return { kind: 'unreachable', reason: webhookFailure(outcome, 'the CRM') };
    return readReply(outcome);
  }
}

export function readReply({ status, json }: Pick<HttpAnswer, 'status' | 'json'>): CrmReply {
  const reply = webhookReply(status);
  if (reply.kind !== 'taken') return reply;
  const value = json.kind === 'json' ? (json.value as { id?: unknown } | null) : null;
  const id = value?.id;
  const crmId = typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
  return { kind: 'taken', crmId: crmId === '' || crmId.length > 200 ? null : crmId };
}
