import { z } from 'zod';

/** A page of a REST list. `nextCursor` is null on the last one. */
export interface KeysetPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/**
 * `?limit&cursor` of a REST list, newest first. Ids are UUIDv7, ordered by the moment of their making: the
 * cursor is the last id seen, and rows made meanwhile neither shift a page nor repeat a row.
 */
export const keysetQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.uuid('must be the nextCursor of the page before').optional(),
});

/** Cut a page out of at most `limit + 1` rows. */
export function keysetPage<T extends { readonly id: string }>(
  rows: readonly T[],
  limit: number,
): KeysetPage<T> {
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
