import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { SignedWebhooks } from '../../platform/webhooks/signed-webhooks.js';
import { webhookReply, type WebhookReply } from '../../platform/webhooks/webhook-reply.js';

/** Posts signed webhooks to `AGENT_PLATFORM_WEBHOOK_URL`. Nothing is ever posted to a platform or exchange by us. */
@Injectable()
export class AgentPlatformClient {
  constructor(
    private readonly config: AppConfig,
    private readonly webhooks: SignedWebhooks,
  ) {}

  get connected(): boolean {
    return this.config.agentPlatformWebhookUrl !== undefined;
  }

  /** Where the agent platform reports the result. */
  resultUrl(deliverableId: string): string {
    return `${this.config.http.publicUrl}/api/v1/deliverables/${deliverableId}/result`;
  }

  async post(id: string, body: string, signal: AbortSignal): Promise<WebhookReply> {
    const receiver = { name: 'agent platform', url: this.config.agentPlatformWebhookUrl };
    const answer = await this.webhooks.post(receiver, { id, body }, signal);
    return answer.kind === 'answer' ? webhookReply(answer.status) : answer;
  }
}
