import { Injectable } from '@nestjs/common';
import { CUSTOMERS_LIST } from '../../customers/customer-lists.js';
import { Database } from '../../platform/database/database.js';
import type { ListPort } from '../../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../../platform/listing/sql-list.js';
import { runbooks } from '../runbook.js';
import { STUCK_AFTER_HOURS } from './stuck.js';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const steps = new Map(runbooks().flatMap((runbook) => runbook.steps.map((step) => [step.id, step])));
const words = [...steps.values()].map(
  ({ id, number, title }) =>
    `when ${quoted(id)} then ${quoted(number === null ? title : `${number} · ${title}`)}`,
);

/** The moment from which a customer counts as stuck ({@link isStuck}); null where it never will. */
const STUCK_FROM = `case when p.current_step is null or c.status = 'closed' then null
  else greatest(coalesce(p.last_done_at, c.created_at) + interval '${STUCK_AFTER_HOURS} hours',
                w.follow_up_at) end`;

const progress: readonly SqlColumn[] = [
  { name: 'nextStep', type: 'string', sql: `case p.current_step ${words.join(' ')} end`, show: false },
  {
    name: 'currentStep',
    type: 'enum',
    label: 'Next step',
    sql: 'p.current_step',
    enumValues: [...steps.keys()],
    filter: 'in',
    list: false,
    show: false,
  },
  {
    name: 'inOnboarding',
    type: 'enum',
    label: 'Still in onboarding',
    sql: 'p.current_step',
    filter: 'null',
    list: false,
    show: false,
  },
  {
    name: 'stuckFrom',
    type: 'datetime',
    label: 'Stuck from',
    sql: STUCK_FROM,
    filter: 'range',
    list: false,
    show: false,
  },
  { name: 'lastDoneAt', type: 'datetime', label: 'Last step done', sql: 'p.last_done_at', sort: true },
];
const BEFORE = 'csmId';

/** The panel's customers, with how far each has come. */
@Injectable()
export class CustomerListQueries {
  readonly list: ListPort;

  constructor(database: Database) {
    const { columns, from } = CUSTOMERS_LIST;
    const at = columns.findIndex(({ name }) => name === BEFORE);
    this.list = sqlList(database, {
      ...CUSTOMERS_LIST,
      from: `${from} left join onboarding_progress p on p.customer_id = c.id`,
      columns: [...columns.slice(0, at), ...progress, ...columns.slice(at)],
    });
  }
}
