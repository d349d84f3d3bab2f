/** As drivers and JSON hand instants over. */
export type Instant = Date | string;

export const MINUTE = 60_000;
export const DAY = 86_400_000;

export const instant = (value: Instant): Date => new Date(value);

export const isoOf = (value: Instant | null | undefined): string | null =>
  value === null || value === undefined ? null : instant(value).toISOString();

/** Whole seconds from the one instant to the other, never negative. */
export const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
