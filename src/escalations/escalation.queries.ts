import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList } from '../platform/listing/sql-list.js';
import type { StaffRole } from '../platform/unit-of-work/actor.js';
import { ESCALATION_STATUSES } from './escalation.states.js';
import { TEAM_NAMES, TRIGGER_NAMES } from './triggers.js';

const ROLES: readonly StaffRole[] = ['ops', 'csm', ...TEAM_NAMES, 'leadership', 'admin'];

@Injectable()
export class EscalationQueries {
  /** Escalations for the panel: each team finds its own by the filter. */
  readonly list: ListPort;

  constructor(database: Database) {
    this.list = sqlList(database, {
      id: 'escalations',
      title: 'Escalations',
      navigation: { icon: 'AlertTriangle', order: 80 },
      titleColumn: 'cause',
      defaultSort: { column: 'openedAt', direction: 'desc' },
      roles: ROLES,
      commands: { record: ['escalation.acknowledge', 'escalation.resolve', 'escalation.reopen'] },
      from: 'escalation e left join customer c on c.id = e.customer_id',
      columns: [
        { name: 'status', type: 'badge', enumValues: ESCALATION_STATUSES, filter: 'in', sort: true },
        { name: 'team', type: 'enum', enumValues: TEAM_NAMES, filter: 'in', sort: true },
        { name: 'trigger', type: 'enum', enumValues: TRIGGER_NAMES, filter: 'equals' },
        { name: 'cause', type: 'string', filter: 'ilike' },
        {
          name: 'customerId',
          type: 'uuid',
          label: 'Customer',
          filter: 'equals',
          reference: 'customers',
          referenceLabel: 'customerName',
        },
        { name: 'customerName', type: 'string', sql: 'c.company_name', show: false },
        { name: 'channel', type: 'string', list: false },
        { name: 'openedAt', type: 'datetime', filter: 'range', sort: true },
        { name: 'acknowledgedAt', type: 'datetime', list: false },
        { name: 'resolvedAt', type: 'datetime', filter: 'range', sort: true },
        { name: 'resolution', type: 'string', list: false },
        { name: 'evidence', type: 'json', list: false },
        { name: 'version', type: 'number', list: false },
      ],
    });
  }
}
