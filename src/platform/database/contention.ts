/** Postgres ended this transaction in favour of another: 40P01 deadlock_detected, 40001 serialization_failure. */
const CONTENTION = ['40P01', '40001'];

/** Whether a change failed only because others changed the same rows: nothing is wrong with it, and it may be done again. */
export function isContention(error: unknown): boolean {
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null;) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && CONTENTION.includes(code)) return true;
    cause = (cause as { cause?: unknown }).cause;
  }
  return false;
}
