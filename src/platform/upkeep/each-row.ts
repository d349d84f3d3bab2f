/**
 * Does `work` for each row that is due, one after the other; a row that fails keeps no other from its turn.
 * @returns how many rows `work` moved (answered true)
 * @throws AggregateError after the last row, when some failed
 */
export async function eachRow<T>(rows: readonly T[], work: (row: T) => Promise<boolean>): Promise<number> {
  let moved = 0;
  const errors: unknown[] = [];
  for (const row of rows) {
    try {
      if (await work(row)) moved += 1;
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${rows.length} rows failed`);
  return moved;
}
