import { z } from 'zod';

/** A record as it was when somebody chose it from a list. */
export const chosenRow = z.strictObject({ id: z.uuid().toLowerCase(), version: z.int().positive() });
export type ChosenRow = z.output<typeof chosenRow>;

/**
 * The field of a command's input that names the records it is about, ticked in a list; forms do not ask for it.
 * @param row with more that a caller by REST may say of each; all of that optional
 */
export const chosenRows = <R extends z.ZodType<ChosenRow>>(title: string, atMost: number, row: R) =>
  z
    .array(row)
    .min(1, 'choose at least one')
    .max(atMost, `choose ${atMost} at most`)
    .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, 'names a record twice')
    .meta({ title, widget: 'hidden' });

/** What became of one record of a command for many, or on a dry run would become of it. */
export interface RowOutcome {
  readonly id: string;
  /** What people know it by. */
  readonly name: string;
  /** `skipped`: there was nothing left to do. */
  readonly result: 'done' | 'skipped' | 'refused';
  /** Why it was skipped or refused, and what to do; what was reached where it was done. */
  readonly why: string | null;
}

/** The answer of a command for many: row by row, each wholly done or not at all. */
export interface RowsOutcome<R extends RowOutcome = RowOutcome> {
  /** Nothing was changed. */
  readonly dryRun: boolean;
  readonly done: number;
  readonly skipped: number;
  readonly refused: number;
  readonly rows: readonly R[];
}

/** The rows with their counts. */
export function rowsOutcome<R extends RowOutcome>(rows: readonly R[], dryRun = false): RowsOutcome<R> {
  const count = (wanted: RowOutcome['result']): number =>
    rows.filter(({ result }) => result === wanted).length;
  return { dryRun, done: count('done'), skipped: count('skipped'), refused: count('refused'), rows };
}

/** Why a record that somebody else changed meanwhile is left as it is; null when it is the one that was chosen. */
export const changedMeanwhile = (
  { version }: { readonly version: number },
  chosen: ChosenRow | undefined,
): string | null =>
  chosen === undefined || chosen.version === version
    ? null
    : 'It was changed after you chose it. Look at it, and choose it again.';
