import type { HttpAnswer, HttpOutcome } from '../../../platform/http/http-outcome.js';
import type { FailureCode } from '../test-report.js';

/** What one answer of the exchange means, before anyone asks which check it was for. */
export type DeltaVerdict =
  | { kind: 'success'; result: unknown }
  /** Our input was understood and turned down: proof that the caller was allowed to send it. */
  | { kind: 'turned_down'; providerCode: string; httpStatus: number }
  /** The key may not call this. */
  | { kind: 'not_permitted'; providerCode: string; httpStatus: number }
  | {
      kind: 'rejected' | 'unreachable';
      code: FailureCode;
      providerCode: string | null;
      httpStatus: number | null;
      seenAddress?: string;
      skewSeconds?: number;
      retryAfterMs?: number;
    };

type Meaning = 'turned_down' | 'not_permitted' | 'clock_skew' | 'rate_limited' | 'unavailable' | FailureCode;

/** Every spelling seen, folded by `fold`. What is not here is unknown, and unknown is never a rejection. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  unauthorized: 'invalid_token',
  invalid_api_key: 'invalid_token',
  api_key_not_found: 'invalid_token',
  expired_signature: 'clock_skew',
  signature_expired: 'clock_skew',
  signature_mismatch: 'signature_mismatch',
  invalid_signature: 'signature_mismatch',
  ip_not_whitelisted_for_api_key: 'ip_not_allowed',
  ip_blocked_for_api_key: 'ip_not_allowed',
  unauthorized_api_access: 'not_permitted',
  bad_schema: 'turned_down',
  validation_error: 'turned_down',
  open_order_not_found: 'turned_down',
  rate_limit_exceeded: 'rate_limited',
  too_many_requests: 'rate_limited',
  unavailable: 'unavailable',
  forbidden: 'unavailable',
};

/**
 * Reads an answer by the code in its body; the status decides only where a body cannot be trusted: 429, 5xx
 * and anything that is not JSON say nothing about the key (providers.md 0.2 and 1.5).
 */
export function classifyDelta(outcome: HttpOutcome): DeltaVerdict {
  if (outcome.kind === 'failure') {
    return {
      kind: 'unreachable',
      code: 'provider_unavailable',
      providerCode: outcome.cause,
      httpStatus: null,
    };
  }
  if (outcome.status === 429) return unreachable(outcome, 'rate_limited', null);
  if (outcome.json.kind === 'not_json') return unreachable(outcome, 'provider_unavailable', 'not_json');
  const body = record(outcome.json.value);
  if (outcome.status < 300 && body['success'] === true) return { kind: 'success', result: body['result'] };
  const error = readError(body);
  if (outcome.status >= 500) return unreachable(outcome, 'provider_unavailable', error.code);
  return judge(outcome, error);
}

interface DeltaError {
  code: string | null;
  context: Record<string, unknown>;
}

function judge(answer: HttpAnswer, { code, context }: DeltaError): DeltaVerdict {
  const meaning = code === null ? undefined : MEANINGS[fold(code)];
  if (code === null || meaning === undefined) return unreachable(answer, 'provider_unavailable', code);
  const httpStatus = answer.status;
  switch (meaning) {
    case 'turned_down':
    case 'not_permitted':
      return { kind: meaning, providerCode: code, httpStatus };
    case 'rate_limited':
      return unreachable(answer, 'rate_limited', code);
    case 'unavailable':
      return unreachable(answer, 'provider_unavailable', code);
    case 'clock_skew':
      return { ...unreachable(answer, 'clock_skew', code), ...skewOf(context) };
    case 'ip_not_allowed':
      return { kind: 'rejected', code: meaning, providerCode: code, httpStatus, ...addressOf(context) };
    default:
      return { kind: 'rejected', code: meaning, providerCode: code, httpStatus };
  }
}

/** Object, string and documentation style envelopes. */
function readError(body: Record<string, unknown>): DeltaError {
  const error = body['error'];
  if (typeof error === 'string') return { code: safeCode(error), context: {} };
  const { code, context } = record(error);
  return { code: typeof code === 'string' ? safeCode(code) : null, context: record(context) };
}

/** `InvalidApiKey`, `Signature Mismatch` and `invalid_api_key` are one spelling. */
function fold(code: string): string {
  return code
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}

/** A code is a short word; anything else could be prose that echoes a request. */
function safeCode(code: string): string | null {
  return /^[A-Za-z][A-Za-z0-9_ -]{0,63}$/.test(code) ? code : null;
}

function unreachable(answer: HttpAnswer, code: FailureCode, providerCode: string | null) {
  const reset = Number(answer.headers['x-rate-limit-reset']);
  const limited = code === 'rate_limited' && Number.isFinite(reset) && reset >= 0;
  return {
    kind: 'unreachable' as const,
    code,
    providerCode,
    httpStatus: answer.status,
    ...(limited ? { retryAfterMs: reset } : {}),
  };
}

function skewOf({ request_time: ours, server_time: theirs }: Record<string, unknown>) {
  return typeof ours === 'number' && typeof theirs === 'number' ? { skewSeconds: ours - theirs } : {};
}

function addressOf({ client_ip: address }: Record<string, unknown>) {
  return typeof address === 'string' && /^[0-9a-fA-F.:]{3,45}$/.test(address) ? { seenAddress: address } : {};
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
