import type { SqlListSpec } from '../../platform/listing/sql-list.js';

const WALK = ['ops', 'csm', 'admin'] as const;

/** Runbook Appendix C's table; who knows more of a manager's work adds columns to it. */
export const CSMS_LIST: SqlListSpec = {
  id: 'csms',
  title: 'CSM Assignment',
  navigation: { icon: 'Award', section: 'Settings', order: 90 },
  titleColumn: 'name',
  defaultSort: { column: 'name', direction: 'asc' },
  roles: WALK,
  commands: {
    create: 'csm.add',
    record: ['csm.update', 'csm.add-absence', 'csm.hand-over', 'csm.deactivate', 'csm.reactivate'],
    opens: { 'csm.add-absence': 'csm-absences' },
  },
  related: [
    { list: 'csm-absences', by: 'csmId', create: 'csm.add-absence' },
    { list: 'customers', by: 'csmId' },
    { list: 'calls', by: 'csmId' },
  ],
  from: 'csm m',
  columns: [
    { name: 'name', type: 'string', sort: true, filter: 'ilike' },
    { name: 'email', type: 'string', list: false },
    { name: 'phone', type: 'string', list: false },
    { name: 'industries', type: 'json' },
    { name: 'timezone', type: 'string', list: false, show: false },
    { name: 'hours', type: 'string', label: 'Working hours' },
    { name: 'meetingLink', type: 'string', label: 'Meeting link', list: false },
    { name: 'active', type: 'boolean', filter: 'equals' },
    { name: 'version', type: 'number', list: false, show: false },
  ],
};

export const ABSENCES_LIST: SqlListSpec = {
  id: 'csm-absences',
  title: 'Absences',
  navigation: { icon: 'Calendar', section: 'Settings', order: 92, hidden: true },
  titleColumn: 'csmName',
  defaultSort: { column: 'startsAt', direction: 'desc' },
  roles: WALK,
  commands: { record: ['csm.move-absence-calls', 'csm.remove-absence'] },
  from: 'csm_absence a join csm m on m.id = a.csm_id join csm v on v.id = a.cover_id',
  columns: [
    {
      name: 'csmId',
      type: 'uuid',
      label: 'Manager',
      filter: 'equals',
      reference: 'csms',
      referenceLabel: 'csmName',
    },
    { name: 'csmName', type: 'string', sql: 'm.name', list: false, show: false },
    { name: 'startsAt', type: 'datetime', label: 'Away from', filter: 'range', sort: true },
    { name: 'endsAt', type: 'datetime', label: 'Back', filter: 'range', sort: true },
    {
      name: 'coverId',
      type: 'uuid',
      label: 'Covered by',
      filter: 'equals',
      reference: 'csms',
      referenceLabel: 'coverName',
    },
    { name: 'coverName', type: 'string', sql: 'v.name', list: false, show: false },
  ],
};
