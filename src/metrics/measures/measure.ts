import type { EntityManager } from '../../platform/database/database.js';

/** From (inclusive) to (exclusive); of one customer when it is named. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
  readonly customerId?: string;
}

/** A record that a number was taken from. */
export interface CountedRecord {
  readonly id: string;
  readonly customerId: string;
  /** `C-1042`. */
  readonly customer: string;
}

/** What a measure found in a period. */
export interface Reading {
  /** Minutes, percent (0–100) or score (1–5); null when there was nothing to count. */
  readonly value: number | null;
  readonly n: number;
  /** Of a percentage: how many of the n. */
  readonly count: number | null;
  /** Further figures, and what could not be counted, a sentence each. */
  readonly notes: readonly string[];
  readonly records: readonly CountedRecord[];
}

/** One of the runbook's Success Metrics, by the definitions of design section 9. */
export interface Measure {
  readonly key: string;
  readonly title: string;
  readonly definition: string;
  readonly unit: 'minutes' | 'percent' | 'score';
  readonly target: number;
  /** `below`: less than the target meets it; `at_least`, `above`: more does. */
  readonly better: 'below' | 'at_least' | 'above';
  /** The panel's list in which its records stand. */
  readonly list: 'calls' | 'deliverables' | 'goal-runs' | 'surveys' | 'trials';
  readonly read: (em: EntityManager, period: Period) => Promise<Reading>;
}

/** Null when there was nothing to judge. */
export function meetsTarget(
  { target, better }: Pick<Measure, 'target' | 'better'>,
  value: number | null,
): boolean | null {
  if (value === null) return null;
  if (better === 'below') return value < target;
  return better === 'above' ? value > target : value >= target;
}

/** A share in percent; null of nothing. */
export function share(count: number, n: number): Pick<Reading, 'value' | 'n' | 'count'> {
  return { value: n === 0 ? null : (count / n) * 100, n, count };
}

/** The value below which `part` (0–1) of the sorted values lie, by linear interpolation (as percentile_cont). */
export function quantile(sorted: readonly number[], part: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sentences for the figures that are not zero. */
export function noted(figures: readonly (readonly [number, string])[]): string[] {
  return figures.filter(([figure]) => figure > 0).map(([figure, words]) => `${words}: ${figure}`);
}
