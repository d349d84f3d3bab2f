import { counted, ofCustomer, type CountedRow } from './counted.js';
import { noted, share, type Measure, type Reading } from './measure.js';

interface Row extends CountedRow {
  readonly required: number;
  readonly active: number;
}

/** A credential was active at an instant when its newest decisive test up to then had passed. */
const sqlOf = (only: string): string => `
  with held as (
    select id, customer_id, ended_at from call
     where kind = 'onboarding' and status = 'held' and ended_at >= ? and ended_at < ?${only}),
  required as (
    select distinct h.id, p.platform
      from held h
      join agent a on a.customer_id = h.customer_id and a.created_at <= h.ended_at
      cross join lateral unnest(a.platforms) as p (platform)),
  state as (
    select r.id, exists (
             select 1 from held h
               join credential c on c.customer_id = h.customer_id and c.platform = r.platform
                and c.created_at <= h.ended_at and (c.disconnected_at is null or c.disconnected_at > h.ended_at)
               cross join lateral (
                 select t.outcome from credential_test t
                  where t.credential_id = c.id and t.outcome in ('ok', 'rejected') and t.ended_at <= h.ended_at
                  order by t.ended_at desc limit 1) newest
              where h.id = r.id and newest.outcome = 'ok') as active
      from required r)
  select h.id, h.customer_id, c.number,
         (select count(*)::int from state s where s.id = h.id) as required,
         (select count(*)::int from state s where s.id = h.id and s.active) as active
    from held h join customer c on c.id = h.customer_id
   order by h.ended_at, h.id`;

export const credentialsConfigured: Measure = {
  key: 'credentials',
  title: 'Credentials configured successfully',
  definition: "Of onboarding calls held, those with every required credential active by the call's end.",
  unit: 'percent',
  target: 100,
  better: 'at_least',
  list: 'calls',
  read: async (em, { from, to, customerId }) => {
    const only = ofCustomer('customer_id', customerId);
    return reading(await em.execute<Row[]>(sqlOf(only.sql), [from, to, ...only.params]));
  },
};

function reading(rows: readonly Row[]): Reading {
  const kept = rows.filter(({ required }) => required > 0);
  const configured = kept.filter(({ required, active }) => active === required).length;
  return {
    ...share(configured, kept.length),
    notes: noted([[rows.length - kept.length, "Not counted, no platform was chosen by the call's end"]]),
    records: kept.map(counted),
  };
}
