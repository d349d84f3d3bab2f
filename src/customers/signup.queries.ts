import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { type KeysetPage, keysetPage, keysetQuery } from '../platform/listing/keyset-page.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../platform/listing/sql-list.js';
import { Settings } from '../platform/settings/settings.js';
import { publicSignup } from './customer.settings.js';
import { foldEmail } from './email-address.js';
import { AGENT_TYPES, INDUSTRIES } from './industries.js';
import { Signup } from './signup.entity.js';
import { SIGNUP_STATES, type SignupStatus } from './signup.states.js';

export const signupsQuery = keysetQuery.extend({ status: z.enum(SIGNUP_STATES).optional() });
export type SignupsQuery = z.infer<typeof signupsQuery>;

const customer: readonly SqlColumn[] = [
  {
    name: 'customerId',
    type: 'uuid',
    label: 'Customer',
    reference: 'customers',
    referenceLabel: 'customerName',
  },
  { name: 'customerName', type: 'string', sql: 'c.company_name', list: false, show: false },
];

@Injectable()
export class SignupQueries {
  readonly list: ListPort;

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
  ) {
    this.list = sqlList(database, {
      id: 'signups',
      title: 'Signups',
      navigation: { icon: 'UserPlus', order: 10 },
      titleColumn: 'companyName',
      defaultSort: { column: 'createdAt', direction: 'desc' },
      roles: ['ops', 'csm', 'security', 'leadership', 'admin'],
      commands: { create: 'signup.create', record: ['signup.update', 'signup.resend', 'signup.reject'] },
      from: 'signup s left join customer c on c.id = s.customer_id',
      columns: [
        { name: 'companyName', type: 'string', label: 'Company Name', filter: 'ilike', sort: true },
        { name: 'email', type: 'string', filter: 'ilike' },
        { name: 'status', type: 'badge', enumValues: SIGNUP_STATES, filter: 'in', sort: true },
        { name: 'industry', type: 'enum', enumValues: INDUSTRIES, filter: 'in' },
        { name: 'createdAt', type: 'datetime', label: 'Signed up', filter: 'range', sort: true },
        { name: 'verifiedAt', type: 'datetime', label: 'E-mail verified' },
        ...customer,
        { name: 'contactName', type: 'string', list: false },
        { name: 'phone', type: 'string', list: false },
        { name: 'chat', type: 'string', label: 'Slack or WhatsApp', list: false },
        { name: 'website', type: 'string', list: false },
        { name: 'country', type: 'string', list: false },
        { name: 'timezone', type: 'string', list: false },
        {
          name: 'agentInterest',
          type: 'json',
          label: 'Agents of interest',
          enumValues: AGENT_TYPES,
          list: false,
        },
        { name: 'businessCase', type: 'string', list: false },
        { name: 'statusReason', type: 'string', label: 'Reason', list: false },
        { name: 'version', type: 'number', list: false },
      ],
    });
  }

  /** Whether visitors may sign up by themselves. */
  isOpen(): Promise<boolean> {
    return this.settings.get(this.database.em(), publicSignup);
  }

  /** Where the verification mail went, for whoever just signed up; undefined when there is no such signup. */
  async sentTo(id: string): Promise<{ email: string; status: SignupStatus } | undefined> {
    const signup = await this.database.em().findOne(Signup, { id });
    return signup ? { email: signup.email, status: signup.status } : undefined;
  }

  /** The signup with this address whose mail was not opened yet, where nobody else has the address. */
  async unverified(email: string): Promise<string | undefined> {
    const [row] = await this.database.em().execute<{ id: string }[]>(
      `select s.id from signup s where s.email_key = ? and s.status = 'received'
          and not exists (select 1 from customer c where c.email_key = s.email_key)`,
      [foldEmail(email)],
    );
    return row?.id;
  }

  /** REST: newest first. */
  async page({ limit, cursor, status }: SignupsQuery): Promise<KeysetPage<object & { id: string }>> {
    const rows = await this.database
      .em()
      .find(
        Signup,
        { ...(cursor ? { id: { $lt: cursor } } : {}), ...(status ? { status } : {}) },
        { orderBy: { id: 'desc' }, limit: limit + 1 },
      );
    return keysetPage(
      rows.map(({ emailKey: _key, ...row }) => ({ ...row })),
      limit,
    );
  }
}
