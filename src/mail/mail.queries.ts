import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList } from '../platform/listing/sql-list.js';
import { MAIL_STATUSES } from './mail.states.js';
import { mailNames } from './templates/mail-templates.js';

@Injectable()
export class MailQueries {
  /** Mails for the panel: what went to whom, and the redacted copy. */
  readonly list: ListPort;

  constructor(database: Database) {
    this.list = sqlList(database, {
      id: 'mails',
      title: 'Mails',
      navigation: { icon: 'Mail', order: 90 },
      titleColumn: 'subject',
      defaultSort: { column: 'createdAt', direction: 'desc' },
      roles: ['ops', 'csm', 'engineering', 'admin'],
      commands: { record: ['mail.resend'] },
      from: 'mail m left join customer c on c.id = m.customer_id',
      columns: [
        { name: 'status', type: 'badge', enumValues: MAIL_STATUSES, filter: 'in', sort: true },
        { name: 'template', type: 'enum', enumValues: mailNames, filter: 'in' },
        { name: 'subject', type: 'string', filter: 'ilike' },
        { name: 'toEmail', type: 'string', label: 'To', filter: 'ilike' },
        {
          name: 'customerId',
          type: 'uuid',
          label: 'Customer',
          filter: 'equals',
          reference: 'customers',
          referenceLabel: 'customerName',
        },
        { name: 'customerName', type: 'string', sql: 'c.company_name', show: false },
        { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
        { name: 'dueAt', type: 'datetime', label: 'Due', list: false },
        { name: 'sentAt', type: 'datetime', filter: 'range', sort: true },
        { name: 'attempt', type: 'number', label: 'Attempts', list: false },
        { name: 'lastError', type: 'string', label: 'What went wrong', list: false },
        { name: 'resendReason', type: 'string', label: 'Sent again because', list: false },
        { name: 'messageId', type: 'string', label: 'Message-ID', list: false },
        { name: 'text', type: 'string', label: 'Copy (links and passwords removed)', list: false },
      ],
    });
  }
}
