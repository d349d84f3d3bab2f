import type { Tx } from '../../platform/unit-of-work/tx.js';

/** Whose decision it is: the customer's own, or staff's for the customer. */
export type Decider = 'customer' | 'staff';

export function deciderOf({ actor }: Tx): Decider {
  return actor.kind === 'customer' ? 'customer' : 'staff';
}
