import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import type { HttpAnswer } from '../../platform/http/http-outcome.js';
import { SignedWebhooks, type WebhookUnanswered } from '../../platform/webhooks/signed-webhooks.js';
import { webhookReply } from '../../platform/webhooks/webhook-reply.js';

export type CrmReply = { readonly kind: 'taken'; readonly crmId: string | null } | WebhookUnanswered;

/** Posts signed webhooks to `CRM_WEBHOOK_URL` and reads `{ id }` from the reply. */
@Injectable()
export class CrmClient {
  constructor(
    private readonly config: AppConfig,
    private readonly webhooks: SignedWebhooks,
  ) {}

  async post(id: string, body: string, signal: AbortSignal): Promise<CrmReply> {
    const receiver = { name: 'CRM', url: this.config.crm.webhookUrl };
    const answer = await this.webhooks.post(receiver, { id, body }, signal);
    return answer.kind === 'answer' ? readReply(answer) : answer;
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
