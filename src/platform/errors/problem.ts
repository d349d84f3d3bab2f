import { isConnectionLoss } from '../process/connection-loss.js';
import { AppError, type FieldError } from './app-error.js';
import { commonErrors } from './common-errors.js';

/** RFC 9457 problem document, with our code, hint, field list and request id as extension members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
  readonly fields?: readonly FieldError[];
  readonly requestId: string;
  readonly [fact: string]: unknown;
}

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** The one mapping of an error to what a person or a program is told. An unknown error says nothing of its inside. */
export function toProblem(error: unknown, requestId: string): Problem {
  const named = error instanceof AppError && error.kind !== 'bug' ? error : opaque(error);
  return {
    ...named.facts,
    type: `urn:waooaw:problem:${named.code}`,
    title: named.definition.title,
    status: named.definition.status,
    code: named.code,
    detail: named.detail,
    hint: named.hint,
    ...(named.fields.length > 0 ? { fields: named.fields } : {}),
    requestId,
  };
}

/** An outage, and errors of Express and Nest themselves by the status they carry; anything else is ours. */
function opaque(error: unknown): AppError {
  if (isConnectionLoss(error)) {
    return commonErrors.database_away('It went away before it answered: what was asked may be done or not.', {
      cause: error,
    });
  }
  switch (statusOf(error)) {
    case 400:
      // Percent signs that stand for no letters: it names nothing, and has no body to blame.
      if (error instanceof Error && error.message.startsWith('Failed to decode param'))
        return commonErrors.not_found('There is nothing at this address.');
      return commonErrors.malformed_body('The request could not be read.');
    case 401:
      return commonErrors.unauthenticated('The request carries no valid sign-in.');
    case 403:
      return commonErrors.forbidden('The request was refused.');
    case 404:
      return commonErrors.not_found('There is nothing at this address.');
    case 413:
      return commonErrors.payload_too_large('The request body is larger than allowed.');
    case 429:
      return commonErrors.too_many_requests('Too many requests came from here.');
    case 503:
      return commonErrors.unavailable('The service is not ready.');
    default:
      return commonErrors.internal('The request failed and nothing was changed.', { cause: error });
  }
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  if ('getStatus' in error && typeof error.getStatus === 'function')
    return Number(error.getStatus.call(error));
  if ('status' in error && typeof error.status === 'number') return error.status;
  return 500;
}

/** Seconds after which the same request may pass, for the Retry-After header (RFC 9110); undefined where waiting does not help. */
export function retryAfterOf(problem: Problem): string | undefined {
  const seconds = problem['retryAfterSeconds'];
  return typeof seconds === 'number' ? String(seconds) : undefined;
}
