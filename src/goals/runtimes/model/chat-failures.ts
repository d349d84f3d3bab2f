import type { HttpFailure } from '../../../platform/http/http-outcome.js';
import { RunFailedError } from '../agent-runtime.js';

/** A refusal of a server, as far as it may be told: its words could quote our key or the customer. */
export interface Refusal {
  readonly status: number;
  /** Its own word for it, such as `insufficient_quota`. */
  readonly code: string | null;
  readonly retryAfterMs: number | undefined;
}

const NO_CREDIT = /insufficient_quota|billing|credit/;

/** What an HTTP refusal means for the run. */
export function refusalOf({ status, code, retryAfterMs }: Refusal): RunFailedError {
  const at = code === null ? `HTTP ${status}` : `HTTP ${status}, ${code}`;
  const refused = (text: string) => new RunFailedError('not_set_up', `${text} (${at}).`);
  if (status === 401 || status === 403) return refused('The language model does not accept our key');
  if (status === 402 || NO_CREDIT.test(code ?? '')) {
    return refused('Our account at the language model has no credit left');
  }
  if (code === 'content_filter' || code === 'content_policy_violation') {
    return new RunFailedError('rejected', 'The filter of the language model refused what the goal asks for.');
  }
  if (status === 404) return refused('The server of the language model knows no such address or model');
  if (status === 429) {
    return new RunFailedError('unreachable', `The language model is asked too much at the moment (${at}).`, {
      retryAfterMs,
    });
  }
  if (status >= 300 && status < 400) return refused('The server of the language model sends us elsewhere');
  if (status === 408 || status >= 500) {
    return new RunFailedError('unreachable', `The language model is not able to answer now (${at}).`, {
      retryAfterMs,
    });
  }
  return refused('The server of the language model does not take our request');
}

const CAUSES: Record<HttpFailure['cause'], string> = {
  timeout: 'it did not answer in time',
  dns: 'its name is not known',
  refused: 'nothing listens at its address',
  tls: 'its certificate is not valid',
  network: 'the connection broke',
  too_large: 'its answer is too large',
  forbidden_address: 'its address is not allowed',
  too_many_redirects: 'it sends us elsewhere again and again',
};

/** No answer at all: nothing was written, and the task goes back. */
export function unreachable({ cause }: Pick<HttpFailure, 'cause'>): RunFailedError {
  return new RunFailedError('unreachable', `The language model could not be reached: ${CAUSES[cause]}.`);
}

/** Milliseconds of a `Retry-After` header (RFC 9110 10.2.3): seconds, or a date. */
export function retryAfterOf(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
