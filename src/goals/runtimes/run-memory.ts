import { z } from 'zod';

/** A page as a run saw it: fingerprints of its lines, never its text. */
export const seenPage = z.strictObject({
  address: z.string(),
  /** ISO instant of the reading. */
  seenAt: z.string(),
  lines: z.array(z.string()),
});
export type SeenPage = z.infer<typeof seenPage>;

/** What a run leaves for the goal's next one. */
export const runMemory = z.strictObject({ pages: z.array(seenPage) });
export type RunMemory = z.infer<typeof runMemory>;
