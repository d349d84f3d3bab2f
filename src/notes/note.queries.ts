import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList } from '../platform/listing/sql-list.js';
import { NOTE_KINDS } from './note.entity.js';
import { TOPIC_NAMES } from './topics.js';

@Injectable()
export class NoteQueries {
  readonly list: ListPort;

  constructor(database: Database) {
    this.list = sqlList(database, {
      id: 'notes',
      title: 'Notes',
      navigation: { icon: 'FileText', order: 75 },
      titleColumn: 'body',
      defaultSort: { column: 'createdAt', direction: 'desc' },
      roles: ['ops', 'csm', 'security', 'engineering', 'product', 'leadership', 'admin'],
      commands: { record: ['note.edit'] },
      from: `note n join customer c on c.id = n.customer_id
             left join staff_member s on n.author_kind = 'staff' and s.id::text = n.author_id`,
      columns: [
        { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
        {
          name: 'customerId',
          type: 'uuid',
          label: 'Customer',
          filter: 'equals',
          reference: 'customers',
          referenceLabel: 'customerName',
        },
        { name: 'customerName', type: 'string', sql: 'c.company_name', show: false },
        { name: 'kind', type: 'enum', enumValues: NOTE_KINDS, filter: 'equals' },
        { name: 'body', type: 'string', label: 'Note', filter: 'ilike' },
        { name: 'topic', type: 'enum', label: 'Confusion about', enumValues: TOPIC_NAMES, filter: 'in' },
        { name: 'author', type: 'string', sql: 'coalesce(s.name, n.author_kind)' },
        { name: 'callId', type: 'uuid', label: 'Call', list: false, reference: 'calls' },
        { name: 'version', type: 'number', list: false },
      ],
    });
  }
}
