import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { ListPort } from '../../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../../platform/listing/sql-list.js';
import { SLACK_CHANNEL_NAMES } from './slack-channels.js';
import { ESCALATION_TEXT, SLACK_STATUSES } from './slack-message.entity.js';

const COLUMNS: readonly SqlColumn[] = [
  { name: 'status', type: 'badge', enumValues: SLACK_STATUSES, filter: 'in', sort: true },
  { name: 'channel', type: 'enum', enumValues: SLACK_CHANNEL_NAMES, filter: 'in' },
  { name: 'about', type: 'string', sql: `replace(s.kind, '_', ' ')` },
  {
    name: 'escalationId',
    type: 'uuid',
    label: 'Escalation',
    sql: 'e.id',
    filter: 'equals',
    reference: 'escalations',
    referenceLabel: 'escalationTitle',
  },
  { name: 'escalationTitle', type: 'string', sql: 'e.title', show: false },
  {
    name: 'customerId',
    type: 'uuid',
    label: 'Customer',
    filter: 'equals',
    reference: 'customers',
    referenceLabel: 'customerName',
  },
  { name: 'customerName', type: 'string', sql: 'c.company_name', show: false },
  { name: 'createdAt', type: 'datetime', label: 'Asked', filter: 'range', sort: true },
  { name: 'endedAt', type: 'datetime', label: 'Ended', list: false },
  { name: 'dueAt', type: 'datetime', label: 'Next attempt from', list: false },
  { name: 'attempt', type: 'number', label: 'Attempts' },
  { name: 'lastError', type: 'string', label: 'What went wrong' },
];

/** What Slack was to be told, and how it went. */
@Injectable()
export class SlackQueries {
  readonly list: ListPort;

  constructor(database: Database) {
    this.list = sqlList(database, {
      id: 'slack-messages',
      title: 'Slack Messages',
      navigation: { icon: 'MessageSquare', order: 82 },
      titleColumn: 'about',
      defaultSort: { column: 'createdAt', direction: 'desc' },
      roles: ['ops', 'csm', 'security', 'engineering', 'product', 'admin'],
      commands: { record: ['slack.resend'] },
      from: `slack_message s left join customer c on c.id = s.customer_id
             left join escalation e on s.kind = '${ESCALATION_TEXT}' and e.id = s.subject_id`,
      columns: COLUMNS,
    });
  }
}
