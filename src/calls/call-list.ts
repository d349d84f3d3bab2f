import type { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../platform/listing/sql-list.js';
import { CALL_KINDS, CONSENT_STATES, OUTLOOKS } from './call.entity.js';
import { CALL_STATES } from './call.states.js';
import { RECORDING_STATES } from './recordings/recording.states.js';

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
  { name: 'timeReason', type: 'string', label: 'Why the times were corrected', list: false },
  { name: 'minutes', type: 'number', list: false },
  { name: 'attendees', type: 'json', list: false },
  { name: 'meetingLink', type: 'string', list: false },
  { name: 'slotReason', type: 'string', label: 'Why this time', list: false },
  { name: 'changeReason', type: 'string', label: 'Why it was moved', list: false },
  { name: 'outcomeReason', type: 'string', label: 'Reason', list: false },
  { name: 'outlook', type: 'badge', label: 'Outcome', enumValues: OUTLOOKS, filter: 'in', list: false },
  { name: 'outlookReason', type: 'string', label: 'Why', list: false },
  {
    name: 'consent',
    type: 'enum',
    label: 'Consent to recording',
    enumValues: CONSENT_STATES,
    filter: 'in',
    list: false,
  },
  {
    name: 'recording',
    type: 'enum',
    label: 'Recording',
    enumValues: RECORDING_STATES.filter((state) => state !== 'deleted'),
    filter: 'in',
    list: false,
    sql: "(select r.status from call_recording r where r.call_id = k.id and r.status <> 'deleted' order by r.id desc limit 1)",
  },
  { name: 'version', type: 'number', list: false },
];

/** The panel's calls. */
export const callList = (database: Database): ListPort =>
  sqlList(database, {
    id: 'calls',
    title: 'Calls',
    navigation: { icon: 'Video', order: 40 },
    titleColumn: 'kind',
    defaultSort: { column: 'startsAt', direction: 'desc' },
    roles: ['ops', 'csm', 'security', 'engineering', 'product', 'leadership', 'admin'],
    commands: {
      record: [
        'call.start',
        'call.end',
        'call.no-show',
        'call.reschedule',
        'call.cancel',
        'call.attendees',
        'call.meeting-link',
        'call.correct',
        'call.consent',
        'call.outlook',
        'call.recording-link',
        'call.delete-recording',
        'call.recording-deleted',
      ],
    },
    from: 'call k join customer c on c.id = k.customer_id join csm m on m.id = k.csm_id',
    columns,
  });
