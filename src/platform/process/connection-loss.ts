/** SQLSTATE classes and system codes that say a connection went away, not that the program is wrong. */
const lost = /^(57P0[123]|08\d{3}|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/;

/** What the driver says without a code, of a connection that broke and of one it cannot use after that. */
const said = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
]);

/**
 * Whether an error only tells that the database or the queue's server went away. A driver emits it as an event
 * of its connection, and a connection that is lent out for a transaction has no listener for it: the statement
 * that was under way fails where it was asked (the ORM wraps its error), and the pool opens another.
 */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message, cause } = error as Error & { code?: unknown };
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isConnectionLoss);
  return (typeof code === 'string' && lost.test(code)) || said.has(message) || isConnectionLoss(cause);
}
