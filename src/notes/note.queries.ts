import { Injectable } from '@nestjs/common';
import { Database, type EntityManager } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../platform/listing/sql-list.js';
import { NOTE_KINDS } from './note.entity.js';

const ISSUES = `(select jsonb_agg(jsonb_build_object('topic', i.topic, 'what', i.what, 'resolution', i.resolution)
  order by i.place) from note_issue i where i.note_id = n.id)`;

/** A note is known by its first line. */
const FIRST_LINE = `left(split_part(ltrim(n.body), chr(10), 1), 90)`;

const columns: readonly SqlColumn[] = [
  { name: 'title', type: 'string', label: 'Note', sql: FIRST_LINE, show: false },
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
  { name: 'body', type: 'string', label: 'Internal note', filter: 'ilike', list: false },
  { name: 'issues', type: 'json', label: 'Internal: issues', sql: ISSUES, list: false },
  { name: 'feedback', type: 'string', label: 'Internal: customer feedback', list: false },
  { name: 'nextSteps', type: 'string', label: 'Internal: next steps', list: false },
  {
    name: 'customerText',
    type: 'string',
    label: 'For the customer (in the summary mail)',
    list: false,
  },
  { name: 'author', type: 'string', sql: 'coalesce(s.name, n.author_kind)' },
  { name: 'editedAt', type: 'datetime', label: 'Edited', list: false },
  { name: 'callId', type: 'uuid', label: 'Call', list: false, reference: 'calls' },
  { name: 'version', type: 'number', list: false },
];

@Injectable()
export class NoteQueries {
  readonly list: ListPort;

  constructor(database: Database) {
    this.list = sqlList(database, {
      id: 'notes',
      title: 'Notes',
      navigation: { icon: 'FileText', order: 75 },
      titleColumn: 'title',
      defaultSort: { column: 'createdAt', direction: 'desc' },
      roles: ['ops', 'csm', 'security', 'engineering', 'product', 'leadership', 'admin'],
      commands: { record: ['note.edit'] },
      from: `note n join customer c on c.id = n.customer_id
             left join staff_member s on n.author_kind = 'staff' and s.id::text = n.author_id`,
      columns,
    });
  }

  /** What the customer is to read of its onboarding call; null where nobody wrote it. */
  async forCustomer(em: EntityManager, customerId: string): Promise<string | null> {
    const [row] = await em.execute<{ text: string }[]>(
      `select customer_text as text from note
        where customer_id = ? and kind = 'session' and customer_text is not null
        order by created_at desc, id desc limit 1`,
      [customerId],
    );
    return row?.text ?? null;
  }
}
