import type { WeeklyMeasure } from './weekly-measure.js';

/** Under this many, a percentage would say more than is known: the count is shown. */
const FEW = 5;
/** Ids listed for each measure; the rest is in the panel. Keeps the mail under the size at which Gmail cuts. */
export const MOST_RECORD_IDS = 120;

interface Segment {
  /** Name of the cell's style. */
  readonly style: 'barMet' | 'barMissed' | 'barOpen' | 'barRest' | 'barTarget';
  /** HTML width, `45%` or pixels. */
  readonly width: string;
}

/** A measure as the mail draws it. */
export interface ShownMeasure extends WeeklyMeasure {
  readonly shown: string;
  readonly targetText: string;
  readonly basis: string;
  readonly verdict: 'met' | 'missed' | 'open';
  readonly verdictText: string;
  /** The bar from left to right, with the target as a thin mark. */
  readonly segments: readonly Segment[];
  readonly ids: readonly string[];
  readonly moreIds: number;
}

export function shownMeasure(measure: WeeklyMeasure): ShownMeasure {
  const ids = measure.recordIds.slice(0, MOST_RECORD_IDS);
  return {
    ...measure,
    shown: valueText(measure),
    targetText: targetText(measure),
    basis: `n = ${measure.n}${measure.n > 0 && measure.n < FEW ? ' (few: read with care)' : ''}`,
    ...verdict(measure),
    segments: segments(measure),
    ids,
    moreIds: measure.recordIds.length - ids.length,
  };
}

function valueText({ unit, value, n, count }: WeeklyMeasure): string {
  if (value === null || n === 0) return 'no data';
  switch (unit) {
    case 'percent':
      return n < FEW && count !== null ? `${count} of ${n}` : `${rounded(value)} %`;
    case 'minutes':
      return `${rounded(value)} min`;
    case 'score':
      return `${value.toFixed(2)} of 5`;
  }
}

function targetText({ unit, target, better }: WeeklyMeasure): string {
  const sign = { below: '<', at_least: '≥', above: '>' }[better];
  const number = { minutes: `${target} min`, percent: `${target} %`, score: target.toFixed(1) }[unit];
  return better === 'at_least' && unit === 'percent' && target === 100 ? number : `${sign} ${number}`;
}

function verdict({ met }: WeeklyMeasure): Pick<ShownMeasure, 'verdict' | 'verdictText'> {
  if (met === null) return { verdict: 'open', verdictText: 'nothing to judge' };
  if (met) return { verdict: 'met', verdictText: 'target met' };
  return { verdict: 'missed', verdictText: 'target missed' };
}

/** Percent of 0–100 %, of 5 points, or of twice the target for minutes. */
function segments({ unit, value, target, met }: WeeklyMeasure): Segment[] {
  const whole = { percent: 100, score: 5, minutes: target * 2 }[unit];
  const share = (part: number) => Math.round(Math.min(1, Math.max(0, part / whole)) * 100);
  const [reached, mark] = [share(value ?? 0), share(target)];
  const colour = met === null ? 'barOpen' : met ? 'barMet' : 'barMissed';
  return [
    ...cell(colour, Math.min(reached, mark)),
    ...cell('barRest', mark - reached),
    { style: 'barTarget', width: '3' },
    ...cell(colour, reached - mark),
    ...cell('barRest', 100 - Math.max(reached, mark)),
  ];
}

function cell(style: Segment['style'], percent: number): Segment[] {
  return percent > 0 ? [{ style, width: `${percent}%` }] : [];
}

function rounded(value: number): string {
  return (Math.round(value * 10) / 10).toLocaleString('en-US');
}
