import { Injectable } from '@nestjs/common';
import type { CsmHours } from '../../customers/csm.entity.js';
import { hoursInWords } from '../../customers/csm-table.js';
import { CSMS_LIST } from '../../customers/managers/csm-lists.js';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { Database } from '../../platform/database/database.js';
import type { ListPort, ListRow } from '../../platform/listing/list-port.js';
import { sqlList, type SqlColumn, type SqlListSpec } from '../../platform/listing/sql-list.js';

const OPEN = "c.csm_id = m.id and c.status <> 'closed'";
const count = (rest: string): string => `(select count(*)::int from ${rest})`;

/** What is on a manager's desk. `now`: the business instant, by which the weeks of all zones are told. */
function workload(now: Date): readonly SqlColumn[] {
  const monday = `date_trunc('week', timestamptz '${now.toISOString()}' at time zone m.timezone)`;
  const from = `${monday} at time zone m.timezone`;
  const until = `(${monday} + interval '7 days') at time zone m.timezone`;
  return [
    { name: 'customers', type: 'number', label: 'Customers', sql: count(`customer c where ${OPEN}`) },
    {
      name: 'inOnboarding',
      type: 'number',
      label: 'In onboarding',
      sql: count(
        `customer c join onboarding_progress p on p.customer_id = c.id where ${OPEN} and p.current_step is not null`,
      ),
    },
    {
      name: 'callsThisWeek',
      type: 'number',
      label: 'Calls this week',
      sql: count(
        `call k where k.csm_id = m.id and k.status in ('scheduled', 'held') and k.starts_at >= ${from} and k.starts_at < ${until}`,
      ),
    },
    {
      name: 'openTrials',
      type: 'number',
      label: 'Open trials',
      sql: count(
        `trial t join customer c on c.id = t.customer_id where ${OPEN} and t.status in ('pending', 'active')`,
      ),
    },
  ];
}

/** The panel's managers, each with the work at hand. */
@Injectable()
export class CsmListQueries {
  readonly list: ListPort;

  constructor(database: Database, clock: BusinessClock) {
    const at = (now: Date): ListPort => sqlList(database, { ...CSMS_LIST, columns: columns(now) });
    const fresh = async (): Promise<ListPort> => at(await clock.now());
    this.list = {
      ...at(new Date(0)),
      find: async (query) => (await (await fresh()).find(query)).map(inWords),
      count: async (filters, bound) => (await fresh()).count(filters, bound),
      findOne: async (id) => {
        const row = await (await fresh()).findOne(id);
        return row && inWords(row);
      },
      findMany: async (ids) => (await (await fresh()).findMany(ids)).map(inWords),
    };
  }
}

/** `Mon–Thu 09:00–18:00, Fri 09:00–13:00 Asia/Kolkata` */
const inWords = (row: ListRow): ListRow => ({
  ...row,
  hours: hoursInWords({ ...(row['hours'] as CsmHours), timezone: String(row['timezone']) }),
});

/** The figures stand behind the name. */
function columns(now: Date): SqlListSpec['columns'] {
  const [name, ...rest] = CSMS_LIST.columns;
  return [...(name ? [name] : []), ...workload(now), ...rest];
}
