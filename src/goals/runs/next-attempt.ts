import { FAILURES, type RunFailure } from '../runtimes/agent-runtime.js';
import { RUN_ATTEMPTS, RUN_STUCK_MS } from './goal-run.work.js';

/** Pause before the second attempt, in milliseconds; it doubles. */
const FIRST_PAUSE = 5_000;

export interface AttemptedRun {
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  /** Milliseconds since the first attempt began. */
  readonly atWorkMs: number;
  /** Tokens of the reservation that no attempt has used. */
  readonly tokensLeft: number;
  /** Tokens this attempt used: where fewer are left, another would only end for want of them. */
  readonly tokensTaken: number;
}

/**
 * Milliseconds to rest before the next attempt, or null when there is none: the failure is one that trying again
 * does not change, attempts or tokens are used up, or the next would begin when the run is stuck already.
 * A service that says how long to wait ("Retry-After", RFC 9110 10.2.3) is believed.
 */
export function pauseBeforeNext(
  { failure, retryAfterMs = 0 }: Pick<RunFailure, 'failure' | 'retryAfterMs'>,
  { attempt, atWorkMs, tokensLeft, tokensTaken }: AttemptedRun,
): number | null {
  if (!FAILURES[failure].retry || attempt >= RUN_ATTEMPTS) return null;
  if (tokensLeft <= 0 || tokensLeft < tokensTaken) return null;
  const pause = Math.max(FIRST_PAUSE * 2 ** (attempt - 1), retryAfterMs);
  return atWorkMs + pause < RUN_STUCK_MS ? pause : null;
}
