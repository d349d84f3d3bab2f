import type { EntityManager } from '../../platform/database/database.js';
import type { Week } from '../iso-week.js';
import { meetsTarget, type Measure, type Period, type Reading } from '../measures/measure.js';
import { shownMeasure } from '../../mail/templates/weekly-measure-view.js';
import { MEASURES } from '../measures/measures.js';

/** A measure with its reading, as it is kept and shown. */
export interface MeasuredValue extends Omit<Measure, 'read' | 'list'>, Reading {
  /** Null when there was nothing to judge. */
  readonly met: boolean | null;
  /** `24.5 min; n = 6; target < 30 min: target met`. */
  readonly summary: string;
}

/** The numbers of a week, frozen as they were when it was reported. Instants are ISO 8601 in UTC. */
export interface Snapshot {
  readonly isoWeek: string;
  readonly zone: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly measures: readonly MeasuredValue[];
}

/** Read the five measures of any period. */
export async function measured(em: EntityManager, period: Period): Promise<MeasuredValue[]> {
  const values: MeasuredValue[] = [];
  for (const { read, list: _list, ...measure } of MEASURES) {
    const reading = await read(em, period);
    const value = { ...measure, ...reading, met: meetsTarget(measure, reading.value) };
    values.push({ ...value, summary: summaryOf(value) });
  }
  return values;
}

function summaryOf(value: Omit<MeasuredValue, 'summary'>): string {
  const { shown, basis, targetText, verdictText } = shownMeasure({ ...value, notes: [], recordIds: [] });
  return `${shown}; ${basis}; target ${targetText}: ${verdictText}`;
}

export async function takeSnapshot(em: EntityManager, week: Week): Promise<Snapshot> {
  const { name: isoWeek, zone, startsAt, endsAt } = week;
  const measures = await measured(em, { from: startsAt, to: endsAt });
  return { isoWeek, zone, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), measures };
}
