import type { EntityManager } from '../../platform/database/database.js';
import { counted, ofCustomer, type CountedRow } from './counted.js';
import { mean, type Measure, type Period, type Reading } from './measure.js';

interface Row extends CountedRow {
  readonly score: number;
}

const answeredOf = (only: string): string => `
  select s.id, s.customer_id, c.number, s.score
    from survey s join customer c on c.id = s.customer_id
   where s.answered_at >= ? and s.answered_at < ?${only}
   order by s.answered_at, s.id`;
const sentOf = (only: string): string => `
  select count(*)::int as sent, count(answered_at)::int as answered
    from survey s where s.sent_at >= ? and s.sent_at < ?${only}`;

export const satisfaction: Measure = {
  key: 'satisfaction',
  title: 'Customer satisfaction',
  definition: 'Mean of the answers (1 to 5) that came to the post-call survey.',
  unit: 'score',
  target: 4.5,
  better: 'at_least',
  list: 'surveys',
  read: async (em: EntityManager, { from, to, customerId }: Period): Promise<Reading> => {
    const only = ofCustomer('s.customer_id', customerId);
    const params = [from, to, ...only.params];
    const rows = await em.execute<Row[]>(answeredOf(only.sql), params);
    const [asked] = await em.execute<{ sent: number; answered: number }[]>(sentOf(only.sql), params);
    return {
      value: mean(rows.map(({ score }) => score)),
      n: rows.length,
      count: null,
      notes: [`Response rate: ${asked?.answered ?? 0} of ${asked?.sent ?? 0} surveys sent were answered`],
      records: rows.map(counted),
    };
  },
};
