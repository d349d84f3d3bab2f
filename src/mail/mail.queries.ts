import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Database } from '../platform/database/database.js';
import type { ListPort, ListRow } from '../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../platform/listing/sql-list.js';
import { isZone } from '../platform/time/wall-clock.js';
import { Mail } from './mail.entity.js';
import { MAIL_STATUSES } from './mail.states.js';
import { HOLDS, type HoldCause } from './rules/mail-rules.js';
import { mailNames } from './templates/mail-templates.js';
import { smtpAdvice } from './transports/smtp-advice.js';

/** A later mail of the same kind about the same thing went, or is to go, to the same person. */
const REPLACED = `exists (select 1 from mail n
  where n.subject_id = m.subject_id and n.template = m.template and n.to_email = m.to_email
    and (n.created_at, n.id) > (m.created_at, m.id))`;

const columns: readonly SqlColumn[] = [
  { name: 'status', type: 'badge', enumValues: MAIL_STATUSES, filter: 'in', sort: true },
  { name: 'held', type: 'string', label: 'Held', sql: 'm.held_zone' },
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
  { name: 'dueAt', type: 'datetime', label: 'Due', filter: 'range', list: false },
  { name: 'sentAt', type: 'datetime', filter: 'range', sort: true },
  {
    name: 'heldBecause',
    type: 'enum',
    label: 'Held because of',
    enumValues: HOLDS,
    filter: 'in',
    list: false,
    show: false,
  },
  {
    name: 'replaced',
    type: 'boolean',
    label: 'A later one replaces it',
    sql: REPLACED,
    filter: 'equals',
    list: false,
    show: false,
  },
  { name: 'attempt', type: 'number', label: 'Attempts', list: false },
  { name: 'lastError', type: 'string', label: "The mail server's answer", list: false },
  { name: 'advice', type: 'string', label: 'What to do', sql: 'null::text', list: false },
  { name: 'resendReason', type: 'string', label: 'Sent again because', list: false },
  { name: 'resendOf', type: 'uuid', label: 'Repeats', filter: 'equals', reference: 'mails', list: false },
  { name: 'sendNowReason', type: 'string', label: 'Sent past the rules because', list: false },
  { name: 'messageId', type: 'string', label: 'Message-ID', list: false },
  { name: 'text', type: 'string', label: 'Copy (links and passwords removed)', list: false },
];

@Injectable()
export class MailQueries {
  /** Mails for the panel: what went to whom, what became of it, and the redacted copy. */
  readonly list: ListPort;

  constructor(private readonly database: Database) {
    const rows = sqlList(database, {
      id: 'mails',
      title: 'Mails',
      navigation: { icon: 'Mail', order: 90 },
      titleColumn: 'subject',
      defaultSort: { column: 'createdAt', direction: 'desc' },
      roles: ['ops', 'csm', 'engineering', 'admin'],
      commands: { record: ['mail.send-now', 'mail.resend'] },
      from: 'mail m left join customer c on c.id = m.customer_id',
      columns,
    });
    this.list = {
      ...rows,
      find: async (query) => (await rows.find(query)).map(inWords),
      findMany: async (ids) => (await rows.findMany(ids)).map(inWords),
      findOne: async (id) => {
        const row = await rows.findOne(id);
        return row && inWords(row);
      },
    };
  }

  /** The redacted copy as HTML; null when there is no such mail, or it was not written yet. */
  async html(id: string): Promise<string | null> {
    const mail = await this.database.em().findOne(Mail, { id }, { fields: ['html'] });
    return mail?.html ?? null;
  }
}

/** What a column cannot say by itself: until when a mail is held, and what to do about one that failed. */
function inWords(row: ListRow): ListRow {
  const { status, held, heldBecause, dueAt, lastError } = row;
  const troubled = status === 'failed' || status === 'unknown';
  const isHeld = status === 'queued' && typeof heldBecause === 'string' && typeof held === 'string';
  return {
    ...row,
    held: isHeld ? heldWords(new Date(dueAt as string | Date), held, heldBecause as HoldCause) : null,
    advice: troubled ? adviceWords(status, typeof lastError === 'string' ? lastError : '') : null,
  };
}

const CAUSES: Readonly<Record<HoldCause, string>> = {
  quiet_hours: 'quiet hours',
  daily_cap: "today's reminders are sent",
};

/** `held until 08:00 (customer's time), Fri 13 Feb: quiet hours` */
export function heldWords(until: Date, zone: string, because: HoldCause): string {
  const at = DateTime.fromJSDate(until, { zone: isZone(zone) ? zone : 'utc' }).setLocale('en-GB');
  return `held until ${at.toFormat('HH:mm')} (customer's time), ${at.toFormat('ccc d LLL')}: ${CAUSES[because]}`;
}

function adviceWords(status: string, answer: string): string {
  const { meaning, todo } = smtpAdvice(status, answer);
  return `${meaning} ${todo}`;
}
