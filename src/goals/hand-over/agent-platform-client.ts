import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { ProviderHttp } from '../../platform/http/provider-http.js';
import { signWebhook } from '../../platform/webhooks/sign-webhook.js';
import { webhookFailure, webhookReply, type WebhookReply } from '../../platform/webhooks/webhook-reply.js';

/** Posts signed webhooks to `AGENT_PLATFORM_WEBHOOK_URL`. Nothing is ever posted to a platform or exchange by us. */
@Injectable()
export class AgentPlatformClient {
  constructor(
    private readonly config: AppConfig,
    private readonly http: ProviderHttp,
    private readonly clock: SystemClock,
  ) {}

  get connected(): boolean {
    return this.config.agentPlatformWebhookUrl !== undefined;
  }

  /** Where the agent platform reports the result. */
  resultUrl(deliverableId: string): string {
    return `${this.config.http.publicUrl}/api/v1/deliverables/${deliverableId}/result`;
  }

  async post(id: string, body: string, signal: AbortSignal): Promise<WebhookReply> {
    const { webhookSecret, agentPlatformWebhookUrl: url } = this.config;
    if (url === undefined) return { kind: 'refused', reason: 'no agent platform is connected any more' };
    if (webhookSecret === undefined) return { kind: 'refused', reason: 'WEBHOOK_SECRET is not set' };
    const headers = signWebhook(webhookSecret, { id, body, at: this.clock.now() });
    const outcome = await this.http.send({ method: 'POST', url, headers, body, signal });
    return outcome.kind === 'failure'
      ? { kind: 'unreachable', reason: webhookFailure(outcome, 'the agent platform') }
      : webhookReply(outcome.status);
  }
}
