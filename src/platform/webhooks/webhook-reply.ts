import type { HttpFailure } from '../http/http-outcome.js';

/** What a receiver's status means for the delivery. */
export type WebhookReply =
  | { readonly kind: 'taken' }
  /** Sending the same again cannot help. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Statuses that ask for patience. */
const LATER = new Set([408, 425, 429]);

export function webhookReply(status: number): WebhookReply {
  if (status >= 500 || LATER.has(status)) return { kind: 'unreachable', reason: `HTTP ${status}` };
  // Our signature goes to the address that was configured and to no other.
  if (status >= 300 && status < 400)
    return {
      kind: 'refused',
      reason: `the webhook redirects elsewhere (HTTP ${status}); that is not followed`,
    };
  if (status < 200 || status >= 300) return { kind: 'refused', reason: `HTTP ${status}` };
  return { kind: 'taken' };
}

/** In words where the cause has them; a system's code otherwise. */
export const webhookFailure = ({ cause, errorCode }: HttpFailure, receiver: string): string =>
  cause === 'timeout' ? `${receiver} did not answer in time` : (errorCode ?? cause);
