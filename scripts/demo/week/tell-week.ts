import { failureLine } from './checks.js';
import { dayLines, type DayRow } from './day-row.js';
import type { Week } from './week.js';

export const tellDay =
  (json: boolean) =>
  (row: DayRow): void => {
    console.log(json ? JSON.stringify(row) : dayLines(row));
  };

/** Plays it and tells every expectation that did not hold. @returns whether all held */
export async function tellWeek(json: boolean, week: Week, playIt: () => Promise<void>): Promise<boolean> {
  const { checks } = week;
  try {
    await playIt();
  } catch (error) {
    checks.that('the week goes on', error instanceof Error ? error.message : String(error), 'no error');
  }
  const { failures, made } = checks;
  if (json) console.log(JSON.stringify({ checks: made, failures }));
  else {
    for (const failure of failures) console.log(failureLine(failure));
    console.log(`${failures.length === 0 ? '✓' : '✗'} ${made} expectations, ${failures.length} failed`);
  }
  return failures.length === 0;
}
