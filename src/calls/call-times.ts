import type { Tx } from '../platform/unit-of-work/tx.js';
import { callErrors } from './call.errors.js';

/** When something really happened, if it was not now. */
export interface Correction {
  readonly at?: Date | undefined;
  readonly reason?: string | undefined;
}

/** Now, or the corrected instant: not in the future, not before `earliest`, and with a reason. */
export function moment(
  tx: Pick<Tx, 'now'>,
  { at, reason }: Correction,
  { earliest }: { earliest: Date | null },
): Date {
  if (!at) return tx.now;
  refuseImpossible(tx, 'at', at, earliest);
  if (reason === undefined) throw impossible('reason', 'is needed for a corrected time');
  return at;
}

/** @throws call_time_invalid (400) for an instant to come, or one before `earliest` */
export function refuseImpossible(
  { now }: Pick<Tx, 'now'>,
  field: string,
  at: Date,
  earliest: Date | null,
): void {
  if (at > now) throw impossible(field, 'must not be in the future');
  if (earliest && at < earliest) throw impossible(field, 'must not be before the start of the call');
}

const impossible = (field: string, message: string) =>
  callErrors.call_time_invalid('The corrected time is not possible.', { fields: [{ field, message }] });

/** Milliseconds a call lasted, or lasts so far; 0 before it began. */
export function lasted(
  { startedAt, endedAt }: { startedAt?: Date | null | undefined; endedAt?: Date | null | undefined },
  now: Date,
): number {
  return startedAt ? Math.max(0, (endedAt ?? now).getTime() - startedAt.getTime()) : 0;
}
