import { violatedConstraint } from '../platform/database/unique-violation.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';

/** Write now; a unique constraint that a twin was quicker to meet becomes the refusal named for it. */
export async function flushUnique(tx: Tx, refusals: Readonly<Record<string, () => AppError>>): Promise<void> {
  try {
    await tx.em.flush();
  } catch (error) {
    const refusal = refusals[violatedConstraint(error) ?? ''];
    throw refusal ? refusal() : error;
  }
}
