import { decide, type Decided, type Wishes } from './review.js';
import { afterwards, end } from './after-end.js';
import { expectWalkMails } from './before-week.js';
import { breakConnection, connectAnew, connectionIsBroken } from './connection.js';
import { ended, reach, triggerNow, type TimedMail } from './moments.js';
import { refuseBeyondBounds, refuseBeyondTasks } from './refusals.js';
import { forecastHolds } from './more-goals.js';
import { rowsComplete } from './rows.js';
import { dayRow, type DayRow } from './day-row.js';
import { TOLD_AT } from './usage-model.js';
import type { Week } from './week.js';

/** Days of the trial, counted from 0, on which something happens beside the usual. */
const EDITS = 1;
const LEAVES_ONE = 2;
const BREAKS = 3;
const ANOTHER = 5;
const CHECK_IN = 5;
const NOTICE = 6;
const LAST = 7;
const LEFT_REMINDED = '14:31';

const NOTHING: Decided = { approved: 0, edited: 0, rejected: 0, regenerated: 0, left: 0 };

/** Plays the days of a trial that has just begun, and tells each as it ends. */
export async function playWeek(week: Week, days: number, tell: (row: DayRow) => void): Promise<void> {
  const begun = new Date((await week.trial()).activatedAt);
  week.checks.when = 'day 0, after the walk';
  await firstHour(week);
  for (let day = 0; day < days; day += 1) {
    const before = { mails: week.mails.length, runs: day === 0 ? 0 : week.usage.runs };
    const decided = [await morning(week, begun, day), await evening(week, begun, day)];
    tell(await dayRow(week, day, decided, before));
  }
  if (days < LAST) return;
  const before = { mails: week.mails.length, runs: week.usage.runs };
  await lastMorning(week, begun);
  tell(await dayRow(week, LAST, [NOTHING], before));
  week.checks.that('the mail of 80 percent in the week', week.usage.told !== null, true);
}

const at = (week: Week, begun: Date, day: number, time: string): Date => {
  week.checks.when = `day ${day}, ${time}`;
  return week.clock.wall(begun, day, time);
};

async function firstHour(week: Week): Promise<void> {
  expectWalkMails(week);
  await week.compareMails();
  await rowsComplete(week);
  await refuseBeyondBounds(week);
  await forecastHolds(week);
  const [run] = await week.newRuns();
  week.checks.that('the run of the call', run && `${run.trigger} ${run.status}`, 'manual completed');
  week.usage.add(run?.tokensUsed ?? 0, week.clock.time(await week.clock.now()));
}

/** What the night brought is decided; the day's own happenings stand beside it. */
async function morning(week: Week, begun: Date, day: number): Promise<Decided> {
  if (day === 0) return NOTHING;
  const { midnight, morning: early } = week.kind;
  if (day === 1) {
    await reach(week, at(week, begun, day, '00:05'), midnight);
    const { tasksToday } = await week.trial();
    week.checks.that('tasks of the new day, just after midnight', tasksToday, midnight.length);
    await week.compareMails();
  }
  const night = day === 1 ? early : [...midnight, ...early];
  const due = day === BREAKS + 1 ? midnight : night;
  await reach(week, at(week, begun, day, '10:30'), due, ownMails(day));
  await week.compareMails();
  if (day === BREAKS + 1) {
    await connectionIsBroken(week);
    await connectAnew(week);
  }
  const drafts = await decide(week, 0, day === LEAVES_ONE + 1 ? { leave: 'oldest' } : {});
  await week.compareMails();
  return drafts;
}

/** Mails of a day that are no draft's, by the wall. */
function ownMails(day: number): TimedMail[] {
  if (day === BREAKS + 1)
    return [
      { at: '01:00', to: 'customer', kind: 'connection broken' },
      { at: '01:00', to: 'manager', kind: 'notice: connection' },
    ];
  if (day === CHECK_IN) return [{ at: '08:00', to: 'customer', kind: 'check-in' }];
  if (day === NOTICE) return [{ at: '10:01', to: 'customer', kind: 'trial ends' }];
  return [];
}

/** The day's tasks are used up, the refusal is read, and the customer decides what there is. */
async function evening(week: Week, begun: Date, day: number): Promise<Decided> {
  const reminded: TimedMail[] =
    day === LEAVES_ONE + 1
      ? [
          { at: LEFT_REMINDED, to: 'customer', kind: 'draft reminder' },
          { at: LEFT_REMINDED, to: 'manager', kind: 'notice: drafts wait' },
        ]
      : [];
  await reach(week, at(week, begun, day, '18:30'), week.kind.evening, reminded);
  await week.compareMails();
  const trades = await actionsOf(week, begun, day);
  let decided = NOTHING;
  if (day === ANOTHER) {
    decided = await decide(week, trades, { regenerate: true });
    if (week.asked !== null) await ended(week, week.asked);
    await week.compareMails();
  } else await useUp(week);
  const more = await decide(week, await actionsOf(week, begun, day), wishesOf(day));
  await week.compareMails();
  if (day === BREAKS) await breakConnection(week);
  return sum(decided, more);
}

const wishesOf = (day: number): Wishes =>
  day === LEAVES_ONE ? { leave: 'newest' } : { edit: day === EDITS };

/** Triggers until the tasks of the day are used, unless the tokens come to their end. */
async function useUp(week: Week): Promise<void> {
  if (week.usage.tokens >= TOLD_AT) return;
  for (let left = (await week.trial()).tasksLeft; left > 0; left -= 1) await triggerNow(week);
  await refuseBeyondTasks(week);
  await week.compareMails();
}

/** Trades or posts approved on this day of the customer. */
async function actionsOf(week: Week, begun: Date, day: number): Promise<number> {
  const since = week.clock.wall(begun, day, '00:00').toISOString();
  const approved = (await week.drafts()).filter(
    ({ status, proposal, decidedAt }) =>
      status === 'approved' && proposal !== null && String(decidedAt) >= since,
  );
  return approved.length;
}

async function lastMorning(week: Week, begun: Date): Promise<void> {
  await reach(week, at(week, begun, LAST, '09:50'), week.kind.last);
  await week.compareMails();
  await end(week);
  week.checks.when = 'after the end';
  await afterwards(week);
}

const sum = (one: Decided, other: Decided): Decided => ({
  approved: one.approved + other.approved,
  edited: one.edited + other.edited,
  rejected: one.rejected + other.rejected,
  regenerated: one.regenerated + other.regenerated,
  left: other.left,
});
