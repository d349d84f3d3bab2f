import type { HttpAnswer, HttpOutcome } from '../../../platform/http/http-outcome.js';
import { nextLocalMidnight } from '../../../platform/time/wall-clock.js';
import type { FailureCode } from '../test-report.js';

/** What one answer of Google means. */
export type GoogleVerdict =
  | { readonly kind: 'success'; readonly body: Readonly<Record<string, unknown>> }
  | ({ readonly kind: 'rejected' | 'unreachable' } & GoogleRefusal);

export interface GoogleRefusal {
  readonly code: FailureCode;
  /** Google's reason, or what stood in the way of an answer. */
  readonly providerCode: string | null;
  readonly httpStatus: number | null;
  /** When it is worth trying again, in milliseconds from the answer. */
  readonly retryAfterMs: number | null;
}

type Meaning = FailureCode | 'used_up' | 'too_fast' | 'ours';

/**
 * Google's reasons (YouTube Data API errors, ErrorInfo, RFC 6749 5.2; providers.md 6). What is not here is unknown,
 * and unknown is never a rejection.
 */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  // An end of time and a taking back look the same: "Token has been expired or revoked."
  invalid_grant: 'expired',
  invalid_token: 'invalid_token',
  authError: 'invalid_token',
  ACCESS_TOKEN_EXPIRED: 'expired',
  UNAUTHENTICATED: 'invalid_token',
  // A refresh token that was given to another client.
  unauthorized_client: 'wrong_app',
  youtubeSignupRequired: 'wrong_account_type',
  insufficientPermissions: 'missing_permission',
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'missing_permission',
  authenticatedUserAccountSuspended: 'account_blocked',
  authenticatedUserAccountClosed: 'account_blocked',
  accountDelegationForbidden: 'account_blocked',
  quotaExceeded: 'used_up',
  dailyLimitExceeded: 'used_up',
  rateLimitExceeded: 'too_fast',
  userRateLimitExceeded: 'too_fast',
  RATE_LIMIT_EXCEEDED: 'too_fast',
  RESOURCE_EXHAUSTED: 'too_fast',
  accessNotConfigured: 'ours',
  SERVICE_DISABLED: 'ours',
  invalid_client: 'ours',
  deleted_client: 'ours',
  disabled_client: 'ours',
  redirect_uri_mismatch: 'ours',
};

/** Days of Google's quotas end here, wherever the customer is. */
const QUOTA_ZONE = 'America/Los_Angeles';
/** Its limits by time are counted a minute. */
const MINUTE_MS = 60_000;

/** Whether the fault lies with our app or project at Google, and no customer can mend it. */
export const isOurFault = (providerCode: string | null): boolean =>
  providerCode !== null && MEANINGS[providerCode] === 'ours';

/**
 * Reads an answer by the reason in its body: Google gives the same reason with several statuses. The status decides
 * only where there is none: 429 is a limit, all else says nothing of the authorization (providers.md 0.1, 0.2).
 */
export function classifyGoogle(outcome: HttpOutcome, now: Date): GoogleVerdict {
  if (outcome.kind === 'failure') return unreachable('provider_unavailable', outcome.cause, null);
  const { status, json } = outcome;
  if (json.kind === 'not_json') {
    const code = status === 429 ? 'rate_limited' : 'provider_unavailable';
    return unreachable(code, 'not_json', status, status === 429 ? waitOf(outcome) : null);
  }
  const body = record(json.value);
  if (status < 300) return { kind: 'success', body };
  const reasons = reasonsOf(body);
  const known = reasons.find((reason) => MEANINGS[reason] !== undefined);
  const meaning = known === undefined ? undefined : MEANINGS[known];
  return judge(outcome, known ?? reasons[0] ?? null, meaning, now);
}

function judge(
  answer: HttpAnswer,
  providerCode: string | null,
  meaning: Meaning | undefined,
  now: Date,
): GoogleVerdict {
  const { status: httpStatus } = answer;
  switch (meaning ?? (httpStatus === 429 ? 'too_fast' : 'ours')) {
    case 'ours':
      return unreachable('provider_unavailable', providerCode, httpStatus);
    case 'too_fast':
      return unreachable('rate_limited', providerCode, httpStatus, waitOf(answer));
    case 'used_up': {
      const wait = nextLocalMidnight(now, QUOTA_ZONE).getTime() - now.getTime();
      return unreachable('rate_limited', providerCode, httpStatus, wait);
    }
    default:
      return {
        kind: 'rejected',
        code: meaning as FailureCode,
        providerCode,
        httpStatus,
        retryAfterMs: null,
      };
  }
}

/** The reasons of an answer, the most telling first: of errors, of details, the status; or OAuth's one word. */
function reasonsOf(body: Readonly<Record<string, unknown>>): string[] {
  const { error } = body;
  if (typeof error === 'string') return words([error]);
  // Tokeninfo leaves the code out at times.
  if (error === undefined && typeof body['error_description'] === 'string') return ['invalid_token'];
  const { errors, details, status } = record(error);
  const reasons = [...list(errors), ...list(details)].map((one) => record(one)['reason']);
  return words([...reasons, status]);
}

function waitOf({ headers }: HttpAnswer): number {
  const seconds = Number(headers['retry-after'] ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : MINUTE_MS;
}

function unreachable(
  code: FailureCode,
  providerCode: string | null,
  httpStatus: number | null,
  retryAfterMs: number | null = null,
): GoogleVerdict {
  return { kind: 'unreachable', code, providerCode, httpStatus, retryAfterMs };
}

/** A reason is a short word; anything else could be prose that echoes a request. */
const words = (values: readonly unknown[]): string[] =>
  values.filter(
    (value): value is string => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(value),
  );

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
