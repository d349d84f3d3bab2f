import { DISCONNECT_FIRST, WAIT } from './common-guidance.js';
import type { Guidance } from './guidance.js';

/** Nothing was kept, so nothing is tested again by itself. */
const COME_BACK = 'Nothing is wrong with your account. Wait a few minutes, then authorize once more.';

/** The customer's page or mail brings its own link, and what engineering has to look at, ops see. */
export const isForCustomer = (line: string): boolean =>
  line !== DISCONNECT_FIRST && !line.includes('#eng-support');

/** What the customer can act on. */
export const forCustomer = ({ cause, remedy }: Guidance): Guidance => ({
  cause,
  remedy: remedy.filter(isForCustomer),
});

/** The same where the customer came back from a platform and nothing was kept. */
export function forCustomerRefused(guidance: Guidance): Guidance {
  const { cause, remedy } = forCustomer(guidance);
  return { cause, remedy: remedy.map((line) => line.replace(WAIT, COME_BACK)) };
}
