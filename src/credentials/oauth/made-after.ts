import { madeAt } from '../../platform/ids/new-id.js';

/**
 * Whether secrets were stored after a platform told of something, so that an old message leaves them alone.
 * By the clock of the system, as the platform's: the whole second counts for what was told.
 */
export const isMadeAfter = (setId: string, told: Date): boolean =>
  Math.floor(madeAt(setId).getTime() / 1000) * 1000 > told.getTime();
