/** SQLSTATE classes and system codes that say a connection went away, not that the program is wrong. */
const lost = /^(57P0[123]|08\d{3}|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/;

/**
 * Whether an error only tells that the database or the queue's server went away. A driver emits it as an event
 * of its connection, and a connection that is lent out for a transaction has no listener for it: the statement
 * that was under way fails where it was asked, and the pool opens another.
 */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = error as Error & { code?: unknown };
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isConnectionLoss);
  return (typeof code === 'string' && lost.test(code)) || message === 'Connection terminated unexpectedly';
}
