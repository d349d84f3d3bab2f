import { defineStates } from '../platform/state-machine/states.js';

export const MAIL_STATUSES = ['queued', 'sending', 'sent', 'failed', 'unknown'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/**
 * `sending` is entered by the claim. It returns to `queued` while nothing was given over yet (SMTP 4xx, no
 * connection, a worker that died before that); `failed` and `unknown` return by a person's resend.
 */
export const mailStates = defineStates<MailStatus>('mail', 'queued', {
  queued: ['sending'],
  sending: ['sent', 'failed', 'unknown', 'queued'],
  sent: [],
  failed: ['queued'],
  unknown: ['queued'],
});
