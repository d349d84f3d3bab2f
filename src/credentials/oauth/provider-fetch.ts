import type { HttpFailureCause, HttpOutcome } from '../../platform/http/http-outcome.js';
import type { ProviderHttp } from '../../platform/http/provider-http.js';

/** The platform gave no answer at all. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';

  constructor(override readonly cause: HttpFailureCause) {
    super(`No answer (${cause}).`);
  }
}

type Fetch = (
  url: string,
  options: { body?: unknown; headers: Record<string, string>; method: string },
) => Promise<Response>;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/**
 * Our HTTP client to providers in the form that OAuth libraries call: same origins, limits and logs.
 *
 * @param heard told of each outcome
 */
export const providerFetch =
  (http: ProviderHttp, signal: AbortSignal, heard?: (outcome: HttpOutcome) => void): Fetch =>
  async (url, { body, headers, method }) => {
    const known = METHODS.find((one) => one === method);
    if (!known) throw new TypeError(`Providers are not asked by ${method}.`);
    const text = body instanceof URLSearchParams ? body.toString() : body;
    if (text !== undefined && text !== null && typeof text !== 'string')
      throw new TypeError('Only forms and texts are sent.');
    const outcome = await http.send({ method: known, url, headers, ...(text ? { body: text } : {}), signal });
    heard?.(outcome);
    if (outcome.kind === 'failure') throw new Unanswered(outcome.cause);
    const empty = outcome.status === 204 || outcome.status === 304;
    return new Response(empty ? null : outcome.text, { status: outcome.status, headers: outcome.headers });
  };
