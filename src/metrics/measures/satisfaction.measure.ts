import type { EntityManager } from '../../platform/database/database.js';
import { counted, type CountedRow } from './counted.js';
import { mean, type Measure, type Period, type Reading } from './measure.js';

interface Row extends CountedRow {
  readonly score: number;
}

const ANSWERED = `
  select s.id, s.customer_id, c.number, s.score
    from survey s join customer c on c.id = s.customer_id
   where s.answered_at >= ? and s.answered_at < ?
   order by s.answered_at, s.id`;
const SENT = `
  select count(*)::int as sent, count(answered_at)::int as answered
    from survey where sent_at >= ? and sent_at < ?`;

export const satisfaction: Measure = {
  key: 'satisfaction',
  title: 'Customer satisfaction',
  definition: 'Mean of the answers (1 to 5) that came to the post-call survey.',
  unit: 'score',
  target: 4.5,
  better: 'at_least',
  read: async (em: EntityManager, { from, to }: Period): Promise<Reading> => {
    const rows = await em.execute<Row[]>(ANSWERED, [from, to]);
    const [asked] = await em.execute<{ sent: number; answered: number }[]>(SENT, [from, to]);
    return {
      value: mean(rows.map(({ score }) => score)),
      n: rows.length,
      count: null,
      notes: [`Response rate: ${asked?.answered ?? 0} of ${asked?.sent ?? 0} surveys sent were answered`],
      records: rows.map(counted),
    };
  },
};
