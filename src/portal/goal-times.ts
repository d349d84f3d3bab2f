import type { GoalView } from '../goals/goal-views.js';
import { runsAhead } from '../goals/schedule/occurrences.js';
import type { TrialView } from '../trials/trial-view.js';

const RUNS = 3;

export interface GoalTimes {
  readonly next: readonly Date[];
  /** The end of the trial, where it comes before the run after `next`. */
  readonly ends: Date | null;
}

/** When an approved goal runs next: what lies past the end of its trial is promised to nobody who has not hired. */
export function goalTimes(
  { schedule, nextDueAt }: Pick<GoalView, 'schedule' | 'nextDueAt'>,
  trial: Pick<TrialView, 'endsAt' | 'convertedAt'> | null,
  now: Date,
): GoalTimes {
  const runs = runsAhead(schedule, nextDueAt ? new Date(nextDueAt) : null, now, RUNS);
  if (!trial?.endsAt || trial.convertedAt) return { next: runs, ends: null };
  const end = new Date(trial.endsAt);
  const next = runs.filter((run) => run < end);
  return { next, ends: next.length < runs.length ? end : null };
}
