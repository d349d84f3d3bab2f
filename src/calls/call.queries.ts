import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../platform/listing/sql-list.js';
import { CALL_KINDS } from './call.entity.js';
import { CALL_STATES } from './call.states.js';

const columns: SqlColumn[] = [
  { name: 'kind', type: 'enum', enumValues: CALL_KINDS, filter: 'in' },
  {
    name: 'customerId',
    type: 'uuid',
    label: 'Customer',
    filter: 'equals',
    reference: 'customers',
    referenceLabel: 'customerName',
  },
  { name: 'customerName', type: 'string', sql: 'c.company_name', show: false },
  { name: 'status', type: 'badge', enumValues: CALL_STATES, filter: 'in', sort: true },
  { name: 'startsAt', type: 'datetime', label: 'Begins', filter: 'range', sort: true },
  {
    name: 'csmId',
    type: 'uuid',
    label: 'CSM',
    filter: 'equals',
    reference: 'csms',
    referenceLabel: 'csmName',
  },
  { name: 'csmName', type: 'string', sql: 'm.name', show: false },
  { name: 'startedAt', type: 'datetime', label: 'Really began' },
  { name: 'endedAt', type: 'datetime', label: 'Really ended' },
  { name: 'minutes', type: 'number', list: false },
  { name: 'attendees', type: 'json', list: false },
  { name: 'meetingLink', type: 'string', list: false },
  { name: 'slotReason', type: 'string', label: 'Why this time', list: false },
  { name: 'changeReason', type: 'string', label: 'Why it was moved', list: false },
  { name: 'outcomeReason', type: 'string', label: 'Reason', list: false },
  { name: 'version', type: 'number', list: false },
];

@Injectable()
export class CallQueries {
  readonly list: ListPort;

  constructor(database: Database) {
    this.list = sqlList(database, {
      id: 'calls',
      title: 'Calls',
      navigation: { icon: 'Video', order: 40 },
      titleColumn: 'kind',
      defaultSort: { column: 'startsAt', direction: 'desc' },
      roles: ['ops', 'csm', 'security', 'engineering', 'product', 'leadership', 'admin'],
      commands: { record: ['call.start', 'call.end', 'call.no-show', 'call.reschedule', 'call.cancel'] },
      from: 'call k join customer c on c.id = k.customer_id join csm m on m.id = k.csm_id',
      columns,
    });
  }
}
