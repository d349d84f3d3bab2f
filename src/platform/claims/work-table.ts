import type { JobType } from '../queues/job-type.js';

/**
 * A table whose rows are work: `status`, `attempt int`, `lease_until timestamptz` (system clock) and,
 * where work can wait for its hour, a business `due_at`.
 */
export interface WorkTable {
  readonly table: string;
  readonly queued: string;
  readonly running: string;
  /** The job that does a row; its payload is `{ id }`. */
  readonly job: JobType<string, string, { readonly id: string }>;
  readonly hasDue: boolean;
  /** Whether a row whose worker died may be done again; a mail may not (it becomes `unknown`). */
  readonly reclaim: boolean;
  /** Milliseconds a claim stays valid without renewal (20,000 unless given); it is renewed four times in that span. */
  readonly lease?: number;
  /** A queued row is not taken before its `retry_at` (system clock), where it has one. */
  readonly retries?: boolean;
}

const declared: WorkTable[] = [];

/** Declare a work table once, in the room that owns it; upkeep asks again for rows left behind. */
export function workTable(table: WorkTable): WorkTable {
  declared.push(table);
  return table;
}

export const declaredWork = (): readonly WorkTable[] => declared;
