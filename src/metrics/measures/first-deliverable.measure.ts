import { counted, ofCustomer, type CountedRow } from './counted.js';
import { noted, share, type Measure, type Reading } from './measure.js';

interface Row extends CountedRow {
  /** Who approved it within 24 hours; null when nobody did. */
  readonly approved_by: 'customer' | 'staff' | null;
}

const DAY = 24 * 60 * 60 * 1000;
const dayBefore = (instant: Date): Date => new Date(instant.getTime() - DAY);

const sqlOf = (only: string): string => `
  with first_draft as (
    select distinct on (d.customer_id) d.*
      from deliverable d
     where d.created_at >= ? and d.created_at < ?${only}
       and not exists (select 1 from deliverable e
                        where e.customer_id = d.customer_id and e.created_at < d.created_at)
     order by d.customer_id, d.created_at, d.id)
  select f.id, f.customer_id, c.number,
         case when f.status = 'approved' and f.decided_at <= f.created_at + interval '24 hours'
              then f.decided_by end as approved_by
    from first_draft f join customer c on c.id = f.customer_id
   order by f.created_at, f.id`;

export const firstDeliverable: Measure = {
  key: 'first_deliverable',
  title: 'First deliverable approved',
  definition: 'Of customers whose first deliverable turned 24 hours old, those who approved it within them.',
  unit: 'percent',
  target: 100,
  better: 'at_least',
  list: 'deliverables',
  read: async (em, { from, to, customerId }) => {
    const only = ofCustomer('d.customer_id', customerId);
    const days = [dayBefore(from), dayBefore(to)];
    return reading(await em.execute<Row[]>(sqlOf(only.sql), [...days, ...only.params]));
  },
};

function reading(rows: readonly Row[]): Reading {
  const by = (who: Row['approved_by']) => rows.filter((row) => row.approved_by === who).length;
  return {
    ...share(by('customer'), rows.length),
    notes: noted([[by('staff'), 'Counted apart, approved by staff for the customer']]),
    records: rows.map(counted),
  };
}
