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
      titleColumn: 'title',
      defaultSort: { column: 'openedAt', direction: 'desc' },
      roles: ROLES,
      commands: {
        create: 'escalation.create',
        record: ['escalation.acknowledge', 'escalation.resolve', 'escalation.reopen'],
      },
      from: `escalation e left join customer c on c.id = e.customer_id
             left join staff_member s on s.id::text = e.owner_id`,
      columns: [
        { name: 'status', type: 'badge', enumValues: ESCALATION_STATUSES, filter: 'in', sort: true },
        { name: 'team', type: 'enum', enumValues: TEAM_NAMES, filter: 'in', sort: true },
        { name: 'title', type: 'string', label: 'What it is about', filter: 'ilike' },
        {
          name: 'customerId',
          type: 'uuid',
          label: 'Customer',
          filter: 'equals',
          reference: 'customers',
          referenceLabel: 'customerName',
        },
        { name: 'customerName', type: 'string', sql: 'c.company_name', show: false },
        { name: 'owner', type: 'string', label: 'Who has it', sql: 's.name' },
        { name: 'trigger', type: 'enum', enumValues: TRIGGER_NAMES, filter: 'equals', list: false },
        { name: 'channel', type: 'string', list: false },
        { name: 'cause', type: 'string', label: 'Cause (one escalation each)', list: false },
        { name: 'openedAt', type: 'datetime', label: 'Opened', filter: 'range', sort: true },
        { name: 'acknowledgedAt', type: 'datetime', label: 'Acknowledged', list: false },
        { name: 'resolvedAt', type: 'datetime', label: 'Resolved', filter: 'range', sort: true },
        { name: 'resolution', type: 'string', list: false },
        { name: 'version', type: 'number', list: false },
      ],
    });
  }
}
