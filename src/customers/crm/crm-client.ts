import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import type { HttpAnswer, HttpFailure } from '../../platform/http/http-outcome.js';
import { ProviderHttp } from '../../platform/http/provider-http.js';
import { signWebhook } from '../../platform/webhooks/sign-webhook.js';

export type CrmReply =
  | { readonly kind: 'taken'; readonly crmId: string | null }
  /** Sending the same again cannot help. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Statuses that ask for patience. */
const LATER = new Set([408, 425, 429]);

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
    if (outcome.kind === 'failure') return { kind: 'unreachable', reason: failureWords(outcome) };
    return readReply(outcome);
  }
}

/** In words where the cause has them; a system's code otherwise. */
const failureWords = ({ cause, errorCode }: HttpFailure): string =>
  cause === 'timeout' ? 'the CRM did not answer in time' : (errorCode ?? cause);

export function readReply({ status, json }: Pick<HttpAnswer, 'status' | 'json'>): CrmReply {
  if (status >= 500 || LATER.has(status)) return { kind: 'unreachable', reason: `HTTP ${status}` };
  // Our signature goes to the address that was configured and to no other.
  if (status >= 300 && status < 400)
    return {
      kind: 'refused',
      reason: `the webhook redirects elsewhere (HTTP ${status}); that is not followed`,
    };
  if (status < 200 || status >= 300) return { kind: 'refused', reason: `HTTP ${status}` };
  const value = json.kind === 'json' ? (json.value as { id?: unknown } | null) : null;
  const id = value?.id;
  const crmId = typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
  return { kind: 'taken', crmId: crmId === '' || crmId.length > 200 ? null : crmId };
}
