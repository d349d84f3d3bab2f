import { z } from 'zod';
import { text } from './fields.js';

/** One measure of the week (design, section 9). */
export const measure = z.strictObject({
  key: text(),
  title: text(),
  /** How it is counted, in one sentence. */
  definition: text(),
  unit: z.enum(['minutes', 'percent', 'score']),
  /** Minutes, percent (0–100) or score (1–5); null when there was nothing to count. */
  value: z.number().nullable(),
  /** How many things it was taken from. */
  n: z.int().min(0),
  /** For a percentage: how many of the n. Null for the other units. */
  count: z.int().min(0).nullable(),
  target: z.number(),
  /** `below`: less than the target is good; `at_least` and `above`: more is. */
  better: z.enum(['below', 'at_least', 'above']),
  /** Null when nothing can be said, as with no data. */
  met: z.boolean().nullable(),
  /** Further figures and what could not be counted, a sentence each. */
  notes: z.array(text()),
  /** `C-1042 <uuid>`. */
  recordIds: z.array(z.string().regex(/^[\w -]{1,64}$/)),
});
export type WeeklyMeasure = z.output<typeof measure>;
