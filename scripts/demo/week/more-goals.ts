import { refusalOf } from './refusals.js';
import type { Goal, Week } from './week.js';

interface Finding {
  readonly rule: string;
  readonly level: string;
  readonly figures: Readonly<Record<string, number | string>>;
}
interface Reviewed extends Goal {
  readonly id: string;
  readonly version: number;
  readonly findings: readonly Finding[];
}

/**
 * The forecast of tokens until the trial ends: it holds for the goals of the week, and a goal that runs every hour is
 * refused by it and by the tasks of a day.
 */
export async function forecastHolds(week: Week): Promise<void> {
  const { walk, checks, kind } = week;
  const first = await walk.rest.get<Reviewed>(`/goals/${walk.id('goal')}`);
  const tokens = first.findings.find(({ rule }) => rule === 'tokens');
  const { runs, forecast, left } = tokens?.figures ?? {};
  const daily = kind.midnight.length + kind.morning.length + kind.evening.length;
  checks.that('the forecast of the goal', [tokens?.level, runs, left], ['pass', 7 * daily + 1, 10_000]);
  checks.that('tokens of the forecast', Number(forecast) > 0 && Number(forecast) <= 10_000, true);
  const hourly = await create(
    week,
    { ...kind.agent.goal, name: 'Every hour' },
    { kind: 'every_hours', hours: 1 },
  );
  const failing = hourly.findings.filter(({ level }) => level === 'fail').map(({ rule }) => rule);
  checks.that('a goal of every hour', failing.includes('frequency'), true);
  const refused = await refusalOf(walk.rest.post(`/goals/${hourly.id}/approve`, { version: hourly.version }));
  checks.that(
    'its approval without a reason to override',
    [refused?.status, refused?.problem.code],
    [422, 'goal_override_needs_reason'],
  );
  await walk.rest.post(`/goals/${hourly.id}/archive`);
  if (kind.more) await createMore(week, kind.more);
}

/** By setting, a person approves the first goal of an agent; later ones only where the review finds something. */
async function createMore(week: Week, wanted: NonNullable<Week['kind']['more']>): Promise<void> {
  const { walk, checks } = week;
  const goal = await create(week, wanted, wanted.parameters.frequency);
  walk.keep('more', goal.id);
  const findings = goal.findings.filter(({ level }) => level !== 'pass').map(({ rule }) => rule);
  checks.that('another goal, found safe, approves itself', [goal.status, findings], ['approved', []]);
}

async function create(
  { walk }: Week,
  { template, name, parameters }: NonNullable<Week['kind']['more']>,
  frequency: unknown,
): Promise<Reviewed> {
  type Templates = { items: { template: string; defaults: object }[] };
  const { items } = await walk.rest.get<Templates>('/goal-templates');
  const defaults = items.find((one) => one.template === template)?.defaults;
  return walk.rest.post<Reviewed>(`/customers/${walk.id('customer')}/goals`, {
    agentId: walk.id('agent'),
    template,
    name,
    parameters: { ...defaults, ...parameters, frequency },
  });
}
