import { Webhook } from 'standardwebhooks';

export interface OutgoingWebhook {
  /** Unique for the event; a repeated delivery carries the same one. */
  readonly id: string;
  /** The exact body that is sent. */
  readonly body: string;
  /** When this delivery is made, by the system clock: receivers refuse old ones. */
  readonly at: Date;
}

/**
 * The headers of a delivery by the Standard Webhooks specification (symmetric signature, version 1).
 * @param secret `whsec_` and base64, or plain base64
 */
export function signWebhook(secret: string, { id, body, at }: OutgoingWebhook): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}
