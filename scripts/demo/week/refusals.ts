import { Refused, type Json } from '../rest.js';
import type { Week } from './week.js';

/** The refusal of a request, or undefined when it was taken. */
export async function refusalOf(answer: Promise<unknown>): Promise<Refused | undefined> {
  try {
    await answer;
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** Settings beyond the trial's bounds come back, each with its field and its bound, and nothing is saved. */
export async function refuseBeyondBounds(week: Week): Promise<void> {
  const { walk, checks } = week;
  const path = `/agents/${walk.id('agent')}`;
  const before = await walk.rest.get<Json & { settings: Json; version: number }>(path);
  for (const { field, value, says } of week.kind.beyond) {
    const settings = { ...before.settings, [field]: value };
    const body = { version: before.version, settings, limitsConfirmed: true };
    const refused = await refusalOf(walk.rest.put(`${path}/settings`, body));
    checks.that(`${field} beyond the trial's bounds`, refused?.status, 422);
    checks.that(`the words on ${field}`, refused?.message, says);
  }
  const after = await walk.rest.get<Json & { settings: Json }>(path);
  checks.that('the settings after the refusals', after.settings, before.settings);
  checks.that('Issue 3 after the refusals', (await issue(week, 'issue-3'))?.cause, 'values_allowed');
}

/** The tasks of the day are used: a trigger is refused, names the limit and when it frees, and makes no run. */
export async function refuseBeyondTasks(week: Week): Promise<void> {
  const { walk, checks } = week;
  checks.that('tasks left', (await week.trial()).tasksLeft, 0);
  const refused = await refusalOf(walk.rest.post(`/goals/${walk.id('goal')}/trigger`));
  checks.that(
    'a sixth task of the day',
    [refused?.status, refused?.problem.code],
    [409, 'trial_limit_reached'],
  );
  const tomorrow = week.clock.date(week.clock.wall(await week.clock.now(), 1, '00:00')).slice(4);
  const words = `All 5 tasks of today are used. The next are free at midnight, ${tomorrow} 00:00 ${week.clock.zone}.`;
  checks.that('the words of the refusal', refused?.problem.detail, words);
  checks.that('runs made by the refusal', (await week.newRuns()).length, 0);
}

export interface Issue {
  readonly id: string;
  readonly cause: string | null;
  readonly checks: readonly { readonly id: string; readonly ok: boolean }[];
}

/** An issue of the registry, diagnosed for this customer. */
export async function issue(week: Week, id: string): Promise<Issue | undefined> {
  const path = `/customers/${week.walk.id('customer')}/troubles`;
  const { issues } = await week.walk.rest.get<{ issues: Issue[] }>(path);
  return issues.find((one) => one.id === id);
}
