import type { Database } from '../../platform/database/database.js';
import type { ListPort } from '../../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../../platform/listing/sql-list.js';
import { MEASURES } from '../measures/measures.js';
import { REPORT_STATUSES } from './report.states.js';

/** Each measure's sentence and, on the report's page, the records behind it. */
const measureColumns: SqlColumn[] = MEASURES.flatMap(({ key, title }, index) => {
  const value = `w.snapshot -> 'measures' -> ${index}`;
  return [
    { name: key, type: 'string', label: title, sql: `${value} ->> 'summary'` },
    { name: `${key}Notes`, type: 'json', label: `${title}: notes`, sql: `${value} -> 'notes'`, list: false },
    {
      name: `${key}Records`,
      type: 'json',
      label: `${title}: records`,
      sql: `${value} -> 'records'`,
      list: false,
    },
  ] as const;
});

/** Weekly reports, readable in the panel. */
export const reportList = (database: Database): ListPort =>
  sqlList(database, {
    id: 'weekly-reports',
    title: 'Weekly reports',
    navigation: { icon: 'BarChart2', section: 'Reports', order: 70 },
    titleColumn: 'isoWeek',
    defaultSort: { column: 'isoWeek', direction: 'desc' },
    roles: ['ops', 'csm', 'leadership', 'product', 'admin'],
    commands: { create: 'report.build', record: ['report.send'] },
    from: 'weekly_report w',
    columns: [
      { name: 'isoWeek', type: 'string', label: 'Week', filter: 'equals', sort: true },
      { name: 'status', type: 'badge', enumValues: REPORT_STATUSES, filter: 'equals' },
      ...measureColumns,
      { name: 'builtAt', type: 'datetime', list: false },
      { name: 'sentAt', type: 'datetime', sort: true },
      { name: 'sentTo', type: 'string', label: 'Sent to', list: false },
    ],
  });
