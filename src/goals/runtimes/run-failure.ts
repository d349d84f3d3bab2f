import { RunFailedError, type RunFailure } from './agent-runtime.js';

/** Anything without a name of its own is a fault of ours and goes on to be logged as one. */
export function failureOf(error: unknown, signal: AbortSignal): RunFailure {
  if (signal.aborted) {
    const timedOut = (signal.reason as { name?: string } | undefined)?.name === 'TimeoutError';
    return timedOut
      ? { kind: 'failed', failure: 'timeout', detail: 'The run took longer than it may.', tokens: 0 }
      : { kind: 'failed', failure: 'cancelled', detail: 'The run was cancelled.', tokens: 0 };
  }
  if (error instanceof RunFailedError) {
    const { tokens = 0, retryAfterMs } = error.more;
    return { kind: 'failed', failure: error.failure, detail: error.message, tokens, retryAfterMs };
  }
  throw error;
}
