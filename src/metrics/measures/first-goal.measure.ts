import type { EntityManager } from '../../platform/database/database.js';
import { counted, ofCustomer, type CountedRow } from './counted.js';
import { noted, quantile, type Measure, type Period, type Reading } from './measure.js';

const TARGET_MINUTES = 30;

interface Row extends CountedRow {
  /** Null without an onboarding call; negative for a run before it. */
  readonly minutes: number | null;
}

const sqlOf = (only: string): string => `
  with first_run as (
    select distinct on (r.customer_id) r.id, r.customer_id, r.ended_at
      from goal_run r
     where r.status = 'completed' and r.ended_at >= ? and r.ended_at < ?${only}
       and not exists (select 1 from goal_run e
                        where e.customer_id = r.customer_id and e.status = 'completed' and e.ended_at < ?)
     order by r.customer_id, r.ended_at, r.id)
  select f.id, f.customer_id, c.number,
         extract(epoch from f.ended_at - k.started_at)::float8 / 60 as minutes
    from first_run f
    join customer c on c.id = f.customer_id
    left join lateral (select min(started_at) as started_at from call
                        where customer_id = f.customer_id and kind = 'onboarding') k on true
   order by f.ended_at, f.id`;

export const firstGoal: Measure = {
  key: 'first_goal',
  title: 'Time to first goal execution',
  definition:
    "End of a customer's first completed run minus the actual start of the onboarding call; median.",
  unit: 'minutes',
  target: TARGET_MINUTES,
  better: 'below',
  list: 'goal-runs',
  read: async (em: EntityManager, { from, to, customerId }: Period) => {
    const only = ofCustomer('r.customer_id', customerId);
    return reading(await em.execute<Row[]>(sqlOf(only.sql), [from, to, ...only.params, from]));
  },
};

function reading(rows: readonly Row[]): Reading {
  const kept = rows.filter(({ minutes }) => minutes !== null && minutes >= 0);
  const minutes = kept.map((row) => row.minutes ?? 0).sort((a, b) => a - b);
  const within = minutes.filter((value) => value < TARGET_MINUTES).length;
  const p90 = quantile(minutes, 0.9);
  return {
    value: quantile(minutes, 0.5),
    n: kept.length,
    count: null,
    notes: [
      ...(p90 === null
        ? []
        : [`p90 ${p90.toFixed(1)} min; within ${TARGET_MINUTES} min: ${within} of ${kept.length}`]),
      ...noted([
        [rows.filter((row) => row.minutes === null).length, 'Not counted, no onboarding call was started'],
        [rows.filter((row) => (row.minutes ?? 0) < 0).length, 'Left out, the run was before the call'],
      ]),
    ],
    records: kept.map(counted),
  };
}
