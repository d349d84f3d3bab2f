import type { MailKind } from './mail-kinds.js';
import { UsageModel } from './usage-model.js';
import type { Run, Week } from './week.js';

/** A mail of a time of the wall, beside those of drafts. */
export interface TimedMail {
  readonly at: string;
  readonly to: 'customer' | 'manager';
  readonly kind: MailKind;
}

/**
 * Moves the clock to an instant, and holds what ran on the way, what it used and which mails it brought against what the
 * schedule says.
 * @param due wall times at which the goal was due on the way
 * @param others mails of other times on the way
 */
export async function reach(
  week: Week,
  at: Date,
  due: readonly string[],
  others: readonly TimedMail[] = [],
): Promise<void> {
  await week.clock.to(at);
  const runs = await week.newRuns();
  const walls = runs.map(({ dueAt }) => week.clock.time(new Date(dueAt)));
  week.checks.that('scheduled runs', walls, due);
  week.checks.that(
    'how they ended',
    runs.map(({ trigger, status }) => `${trigger} ${status}`),
    runs.map(() => 'schedule completed'),
  );
  const timed = [...runs.flatMap((run, at) => ofRun(week.usage, run, walls[at] ?? '')), ...others];
  timed.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  for (const { to, kind } of timed) week.expectMail(to === 'customer' ? week.customer : week.manager, kind);
  await compareUsage(week);
}

/** "Trigger Now": runs, is settled, and brings its draft by mail. */
export async function triggerNow(week: Week): Promise<void> {
  const { walk } = week;
  const { id } = await walk.rest.post<{ id: string }>(`/goals/${week.triggered}/trigger`);
  await ended(week, id);
}

/** Waits for a run asked for by hand, and expects what it brings. */
export async function ended(week: Week, id: string): Promise<void> {
  const over = ({ status }: Run) => status === 'completed' || status === 'failed';
  const run = await week.walk.rest.until<Run>(`/goal-runs/${id}`, over);
  await week.newRuns();
  week.checks.that('the run asked for', `${run.trigger} ${run.status}`, 'manual completed');
  for (const { to, kind } of ofRun(week.usage, run, week.clock.time(await week.clock.now())))
    week.expectMail(to === 'customer' ? week.customer : week.manager, kind);
  await week.clock.to(new Date((await week.clock.now()).getTime() + 60_000));
  await compareUsage(week);
}

function ofRun(usage: UsageModel, run: Run, at: string): TimedMail[] {
  if (run.status !== 'completed') return [];
  const draft: TimedMail = { at, to: 'customer', kind: 'draft' };
  const told = usage.add(run.tokensUsed, at);
  if (told === 'below') return [draft];
  const customer: TimedMail = { at: usage.told ?? at, to: 'customer', kind: 'tokens at 80 %' };
  return [draft, customer, { at, to: 'manager', kind: 'notice: tokens' }];
}

async function compareUsage(week: Week): Promise<void> {
  const { tokensUsed, tasksToday, tasksLeft } = await week.trial();
  week.checks.that('tokens used', tokensUsed, week.usage.tokens);
  week.checks.that('tasks of the day', tasksToday + tasksLeft, 5);
}
