import type { HttpOutcome } from '../../platform/http/http-outcome.js';

/** What became of one attempt. */
export type SlackReply =
  | { readonly kind: 'taken' }
  /** Sending the same again cannot help. */
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'later';
      readonly reason: string;
      /** The pause Slack asked for, in milliseconds; null when it named none. */
      readonly retryAfterMs: number | null;
      /** Slack may have shown the message although no answer came. */
      readonly unsure: boolean;
    };

/** Statuses that ask for patience. */
const LATER = new Set([408, 425, 429]);
const DAY = 24 * 60 * 60 * 1000;

/** Slack's error words for incoming webhooks, in ours. */
const WORDS: Readonly<Record<string, string>> = {
  invalid_payload: 'Slack does not understand the message (invalid_payload)',
  no_text: 'Slack found no text in the message (no_text)',
  no_service: 'the webhook was removed or disabled in Slack (no_service)',
  no_service_id: 'the webhook was removed or disabled in Slack (no_service_id)',
  no_team: 'the webhook belongs to no workspace (no_team)',
  team_disabled: 'the Slack workspace is disabled (team_disabled)',
  invalid_token: 'the address of the webhook is not right (invalid_token)',
  channel_not_found: 'the channel of the webhook does not exist any more (channel_not_found)',
  channel_is_archived: 'the channel of the webhook is archived (channel_is_archived)',
  action_prohibited: 'a rule of the Slack workspace forbids it (action_prohibited)',
  posting_to_general_channel_denied:
    'the webhook may not post to #general (posting_to_general_channel_denied)',
};

/**
 * Reads Slack's answer to an incoming webhook: 200 with the text `ok` is the only success.
 * @param now by the system clock, for a `Retry-After` that names a date
 */
export function readReply(outcome: HttpOutcome, now: Date): SlackReply {
  if (outcome.kind === 'failure') {
    const { cause } = outcome;
    const unsure = !['dns', 'refused', 'tls'].includes(cause);
    return { kind: 'later', reason: failureWords(cause), retryAfterMs: null, unsure };
  }
  const { status, text, headers } = outcome;
  if (status === 200)
    return text.trim() === 'ok'
      ? { kind: 'taken' }
      : { kind: 'refused', reason: 'the address answered, but not as a Slack webhook does' };
  if (status >= 500 || LATER.has(status)) {
    const retryAfterMs = pause(headers['retry-after'], now);
    return { kind: 'later', reason: laterWords(status), retryAfterMs, unsure: false };
  }
  if (status >= 300 && status < 400)
    return {
      kind: 'refused',
      reason: `the webhook redirects elsewhere (HTTP ${status}); that is not followed`,
    };
  return { kind: 'refused', reason: WORDS[text.trim()] ?? `Slack refused it (HTTP ${status})` };
}

const laterWords = (status: number): string =>
  status === 429 ? 'Slack asks for fewer messages (HTTP 429)' : `Slack has trouble (HTTP ${status})`;

function failureWords(cause: string): string {
  if (cause === 'timeout') return 'Slack did not answer in time';
  if (cause === 'tls') return 'no secure connection to Slack';
  return `Slack cannot be reached (${cause.replaceAll('_', ' ')})`;
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds or a date; at most a day. */
function pause(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), DAY);
}
