import type { Decided } from './review.js';
import type { Week } from './week.js';

/** One day of the week, as it stood when it was over. */
export interface DayRow {
  readonly day: number;
  /** In the customer's zone. */
  readonly date: string;
  readonly runs: number;
  readonly drafts: Decided;
  /** Mails by recipient, in their order. */
  readonly mails: readonly string[];
  readonly tasksToday: number;
  readonly tokensUsed: number;
  readonly trial: string;
  readonly credential: string;
  readonly goal: string;
  readonly failures: number;
}

export async function dayRow(
  week: Week,
  day: number,
  decided: readonly Decided[],
  before: { readonly mails: number; readonly runs: number },
): Promise<DayRow> {
  const trial = await week.trial();
  const goal = await week.goal();
  const add = (field: keyof Decided) => decided.reduce((total, one) => total + one[field], 0);
  return {
    day,
    date: week.clock.date(await week.clock.now()),
    runs: week.usage.runs - before.runs,
    drafts: {
      approved: add('approved'),
      edited: add('edited'),
      rejected: add('rejected'),
      regenerated: add('regenerated'),
      left: add('left'),
    },
    mails: week.mails.slice(before.mails).map(({ to, kind }) => `${kind} → ${nameOf(week, to)}`),
    tasksToday: trial.tasksToday,
    tokensUsed: trial.tokensUsed,
    trial: trial.status,
    credential: await week.credential(),
    goal: goal.pauseReason === null ? goal.status : `${goal.status}: ${goal.pauseReason}`,
    failures: week.checks.failures.length,
  };
}

const nameOf = (week: Week, to: string): string =>
  to === week.customer ? 'customer' : to === week.manager ? 'manager' : to;

/** The row in two lines, for a person. */
export function dayLines(row: DayRow): string {
  const { approved, edited, rejected, regenerated, left } = row.drafts;
  const parts = Object.entries({ approved, edited, rejected, 'asked anew': regenerated, left })
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`);
  const mails = counted(row.mails).join(', ');
  return [
    `${row.date}  day ${row.day}  runs ${row.runs}  drafts ${parts.join(', ') || 'none decided'}  tasks ${row.tasksToday}/5  tokens ${row.tokensUsed}`,
    `                trial ${row.trial}, credential ${row.credential}, goal ${row.goal}${row.failures > 0 ? `, ${row.failures} failed` : ''}`,
    `                mails: ${mails || 'none'}`,
  ].join('\n');
}

/** `draft → customer ×5`: what comes several times is counted, where it came first. */
function counted(mails: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const mail of mails) counts.set(mail, (counts.get(mail) ?? 0) + 1);
  return [...counts].map(([mail, count]) => (count > 1 ? `${mail} ×${count}` : mail));
}
