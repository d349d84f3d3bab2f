import { z } from 'zod';

import type { HttpAnswer, HttpOutcome } from '../../../platform/http/http-outcome.js';
import type { FailureCode } from '../test-report.js';
import { graphMeaning, scopesNamed } from './graph-meanings.js';

/** Why Graph did not do what was asked. `rejected` is about the token or its owner, `unreachable` about neither. */
export interface GraphRefusal {
  readonly kind: 'rejected' | 'unreachable';
  readonly code: FailureCode;
  /** `190/463`: code and subcode; a word of ours where Graph gave none. */
  readonly providerCode: string | null;
  readonly httpStatus: number | null;
  readonly missing: string[];
  readonly retryAfterMs: number | null;
}

export type GraphVerdict =
  { readonly kind: 'success'; readonly body: Readonly<Record<string, unknown>> } | GraphRefusal;

const errorBody = z.looseObject({
  code: z.number().int(),
  error_subcode: z.number().int().optional(),
  message: z.string().catch(''),
  is_transient: z.boolean().optional(),
});

/**
 * Reads an answer of the Graph API by the code in its body. The HTTP status says nothing: Meta sends the same code
 * with 400, 401, 403, 429 or 500 (providers.md 0.1 and 2.4). What has no known code is no rejection.
 */
export function classifyGraph(outcome: HttpOutcome): GraphVerdict {
  if (outcome.kind === 'failure') return unavailable(null, outcome.cause);
  const { status, json } = outcome;
  if (json.kind === 'not_json') return unavailable(status, 'not_json');
  const body = record(json.value);
  if (body['error'] === undefined)
    return status < 300 ? { kind: 'success', body } : unavailable(status, 'unexpected_answer');
  const read = errorBody.safeParse(body['error']);
  return read.success ? refusal(outcome, read.data) : unavailable(status, 'unexpected_answer');
}

/** The same for an error that came inside of data, as `debug_token` tells of a dead token. */
export function refusalOf(
  error: { code: number; subcode?: number | undefined; message?: string | undefined },
  httpStatus: number,
): GraphRefusal {
  const { code, subcode = null, message = '' } = error;
  const meaning = graphMeaning(code, subcode, message) ?? {
    kind: 'unreachable',
    code: 'provider_unavailable',
  };
  const providerCode = subcode === null ? String(code) : `${code}/${subcode}`;
  return {
    kind: meaning.kind,
    code: meaning.code,
    providerCode,
    httpStatus,
    missing: meaning.code === 'missing_permission' ? missingOf(message, meaning.missing) : [],
    retryAfterMs: null,
  };
}

function refusal(answer: HttpAnswer, error: z.output<typeof errorBody>): GraphRefusal {
  const { code, error_subcode: subcode, message, is_transient: passes } = error;
  const found = refusalOf({ code, subcode, message }, answer.status);
  if (found.code === 'rate_limited') return { ...found, retryAfterMs: waitOf(answer.headers) };
  // A trouble that passes says nothing of the token, whatever its code.
  return passes && found.kind === 'rejected'
    ? { ...found, kind: 'unreachable', code: 'provider_unavailable', missing: [] }
    : found;
}

function missingOf(message: string, otherwise: string | undefined): string[] {
  const named = scopesNamed(message);
  if (named.length > 0) return named;
  return otherwise === undefined ? [] : [otherwise];
}

const usages = z.record(
  z.string(),
  z.array(z.looseObject({ estimated_time_to_regain_access: z.number().nonnegative().optional() })),
);

/** `X-Business-Use-Case-Usage` says when access comes back, in minutes; `X-App-Usage` does not; null then. */
function waitOf(headers: Readonly<Record<string, string>>): number | null {
  const after = Number(headers['retry-after']);
  if (Number.isFinite(after) && after > 0) return after * 1000;
  const read = usages.safeParse(parsed(headers['x-business-use-case-usage']));
  if (!read.success) return null;
  const minutes = Object.values(read.data).flatMap((all) =>
    all.map(({ estimated_time_to_regain_access: one }) => one ?? 0),
  );
  const longest = Math.max(0, ...minutes);
  return longest > 0 ? longest * 60_000 : null;
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

const unavailable = (httpStatus: number | null, providerCode: string): GraphRefusal => ({
  kind: 'unreachable',
  code: 'provider_unavailable',
  providerCode,
  httpStatus,
  missing: [],
  retryAfterMs: null,
});

export const unexpectedAnswer = unavailable(200, 'unexpected_answer');

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
