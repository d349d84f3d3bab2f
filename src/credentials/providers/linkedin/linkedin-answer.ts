import type { HttpAnswer, HttpOutcome } from '../../../platform/http/http-outcome.js';
import type { FailureCode } from '../test-report.js';

/** What one answer of LinkedIn means. */
export type LinkedInVerdict =
  | { kind: 'success'; body: Readonly<Record<string, unknown>> }
  /** The token may not call this. */
  | { kind: 'not_permitted'; providerCode: string; httpStatus: number }
  | {
      kind: 'rejected' | 'unreachable';
      code: FailureCode;
      providerCode: string | null;
      httpStatus: number | null;
    };

const BY_CODE: Readonly<Record<string, FailureCode>> = {
  EXPIRED_ACCESS_TOKEN: 'expired',
  REVOKED_ACCESS_TOKEN: 'revoked',
  INVALID_ACCESS_TOKEN: 'invalid_token',
};
const BY_SERVICE_CODE: Readonly<Record<number, FailureCode>> = {
  65600: 'invalid_token',
  65601: 'revoked',
  65602: 'expired',
};

/**
 * LinkedIn's flat errors: by `code`, else `serviceErrorCode`, else the message, since families of its APIs differ
 * (providers.md 6b). 429, 5xx, a version that is served no more and anything but JSON say nothing of the token.
 */
export function classifyLinkedIn(outcome: HttpOutcome): LinkedInVerdict {
  if (outcome.kind === 'failure')
    return {
      kind: 'unreachable',
      code: 'provider_unavailable',
      providerCode: outcome.cause,
      httpStatus: null,
    };
  if (outcome.json.kind === 'not_json') return unreachable(outcome, 'not_json');
  const body = record(outcome.json.value);
  if (outcome.status < 300) return { kind: 'success', body };
  const code = word(body['code']) ?? word(body['error']);
  if (outcome.status === 429) return unreachable(outcome, code, 'rate_limited');
  if (outcome.status === 401) return unauthorized(outcome, code, body);
  if (outcome.status === 403)
    return { kind: 'not_permitted', providerCode: code ?? 'ACCESS_DENIED', httpStatus: 403 };
  return unreachable(outcome, code);
}

function unauthorized(
  answer: HttpAnswer,
  code: string | null,
  body: Readonly<Record<string, unknown>>,
): LinkedInVerdict {
  const service = body['serviceErrorCode'];
  const meaning =
    (code === null ? undefined : BY_CODE[code]) ??
    (typeof service === 'number' ? BY_SERVICE_CODE[service] : undefined) ??
    byMessage(body['message']);
  const providerCode = code ?? (typeof service === 'number' ? String(service) : null);
  return { kind: 'rejected', code: meaning, providerCode, httpStatus: answer.status };
}

function byMessage(message: unknown): FailureCode {
  if (typeof message !== 'string') return 'invalid_token';
  if (/expired/i.test(message)) return 'expired';
  return /revoked/i.test(message) ? 'revoked' : 'invalid_token';
}

function unreachable(
  { status: httpStatus }: HttpAnswer,
  providerCode: string | null,
  code: FailureCode = 'provider_unavailable',
): LinkedInVerdict {
  return { kind: 'unreachable', code, providerCode, httpStatus };
}

/** A code is a short word; anything else could be prose that echoes a request. */
const word = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(value) ? value : null;

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
