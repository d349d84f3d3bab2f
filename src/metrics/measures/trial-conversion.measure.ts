import type { EntityManager } from '../../platform/database/database.js';
import { counted, ofCustomer, type CountedRow } from './counted.js';
import { noted, share, type Measure, type Period, type Reading } from './measure.js';

interface Row extends CountedRow {
  readonly converted: boolean;
  /** Converted after it had lapsed. */
  readonly late: boolean;
}

const endedOf = (only: string): string => `
  select t.id, t.customer_id, c.number,
         t.status = 'converted' and t.converted_at <= t.ended_at as converted,
         t.status = 'converted' and t.converted_at > t.ended_at as late
    from trial t join customer c on c.id = t.customer_id
   where t.ended_at >= ? and t.ended_at < ? and t.activated_at is not null${only}
   order by t.ended_at, t.id`;
const lateOf = (only: string): string => `
  select count(*)::int as late from trial t
   where t.converted_at >= ? and t.converted_at < ? and t.converted_at > t.ended_at and t.ended_at < ?${only}`;

export const trialConversion: Measure = {
  key: 'conversion',
  title: 'Trial conversion rate',
  definition: 'Of trials that ended, those that were converted; running trials are not in it.',
  unit: 'percent',
  target: 30,
  better: 'above',
  list: 'trials',
  read: async (em: EntityManager, { from, to, customerId }: Period): Promise<Reading> => {
    const only = ofCustomer('t.customer_id', customerId);
    const rows = await em.execute<Row[]>(endedOf(only.sql), [from, to, ...only.params]);
    const [earlier] = await em.execute<{ late: number }[]>(lateOf(only.sql), [
      from,
      to,
      from,
      ...only.params,
    ]);
    return {
      ...share(rows.filter(({ converted }) => converted).length, rows.length),
      notes: noted([
        [rows.filter(({ late }) => late).length, 'Named apart, converted after the trial had ended'],
        [earlier?.late ?? 0, 'Late conversions of trials that ended in earlier weeks'],
      ]),
      records: rows.map(counted),
    };
  },
};
