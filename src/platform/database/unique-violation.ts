/** Postgres SQLSTATE 23505, unique_violation. */
const UNIQUE_VIOLATION = '23505';

/** The name of the unique constraint or index that an error says was violated, or undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null;) {
    const { code, constraint } = cause as { code?: unknown; constraint?: unknown };
    if (code === UNIQUE_VIOLATION && typeof constraint === 'string') return constraint;
    cause = (cause as { cause?: unknown }).cause;
  }
  return undefined;
}
