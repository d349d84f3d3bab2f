import { defineStates } from '../platform/state-machine/states.js';

export const MAIL_STATUSES = ['queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/**
 * `sending` is entered by the claim. It returns to `queued` while nothing was given over yet (SMTP 4xx, no
 * connection, a worker that died before that) or when the rules hold it back. `cancelled`: there was no reason to
 * send it any more. `failed`, `unknown` and `cancelled` return by a person's resend.
 */
export const mailStates = defineStates<MailStatus>('mail', 'queued', {
  queued: ['sending', 'cancelled'],
  sending: ['sent', 'failed', 'unknown', 'queued', 'cancelled'],
  sent: [],
  failed: ['queued'],
  unknown: ['queued'],
  cancelled: ['queued'],
});
