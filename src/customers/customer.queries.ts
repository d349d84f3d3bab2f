import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId } from '../platform/ids/new-id.js';
import { type KeysetPage, keysetPage, keysetQuery } from '../platform/listing/keyset-page.js';
import { Activation } from './activation.js';
import { readablePhone } from './phone.js';
import { formatCustomerNumber, parseCustomerNumber } from './customer-number.js';
import { CUSTOMER_STATES } from './customer.states.js';
import { CsmRepository } from './csm.repository.js';
import { CustomerRepository } from './customer.repository.js';
import { waitAnswer } from './waiting/customer-waiting.service.js';
import { WaitRepository } from './waiting/wait.repository.js';
import { DomainCheckRepository } from './domain-check.repository.js';

export const customersQuery = keysetQuery.extend({
  status: z.enum(CUSTOMER_STATES).optional(),
  csm: z.union([z.uuid(), z.email()], 'must be the id or e-mail of a CSM').optional(),
  q: z.string().normalize().trim().min(2).max(100).optional(),
});
export type CustomersQuery = z.infer<typeof customersQuery>;

const BRIEF = `select c.id, c.number, c.email, c.company_name as "companyName", c.industry, c.country, c.timezone,
  c.status, c.crm_id as "crmId", c.created_at as "createdAt", c.activated_at as "activatedAt", c.version,
  m.name as "csmName", m.email as "csmEmail" from customer c join csm m on m.id = c.csm_id`;

interface BriefRow {
  readonly id: string;
  readonly number: number;
  readonly createdAt: Date | string;
  readonly activatedAt: Date | string | null;
  readonly [column: string]: unknown;
}

/** The driver gives instants of plain SQL as it got them. */
const iso = (at: Date | string | null): string | null => at && new Date(at).toISOString();

/** What pages and REST read of customers. */
@Injectable()
export class CustomerQueries {
  constructor(
    private readonly database: Database,
    private readonly customers: CustomerRepository,
    private readonly managers: CsmRepository,
    private readonly checks: DomainCheckRepository,
    private readonly activation: Activation,
    private readonly waits: WaitRepository,
  ) {}

  /** The id of a customer named by UUID or C-number. @throws not_found (404) */
  async idOf(text: string): Promise<string> {
    const number = parseCustomerNumber(text);
    if (number === null && !isId(text)) throw commonErrors.not_found(`There is no customer ${text}.`);
    const [column, value] = number === null ? (['id', text] as const) : (['number', number] as const);
    const [row] = await this.database
      .em()
      .execute<{ id: string }[]>(`select id from customer where ${column} = ?`, [value]);
    if (!row) throw commonErrors.not_found(`There is no customer ${text}.`);
    return row.id;
  }

  /** REST: newest first. */
  async page({
    limit,
    cursor,
    status,
    csm,
    q,
  }: CustomersQuery): Promise<KeysetPage<object & { id: string }>> {
    const clauses: [string, unknown[]][] = [
      ...(cursor ? [['c.id < ?', [cursor]] as [string, unknown[]]] : []),
      ...(status ? [['c.status = ?', [status]] as [string, unknown[]]] : []),
      ...(csm ? [[csm.includes('@') ? 'm.email = ?' : 'm.id = ?', [csm]] as [string, unknown[]]] : []),
      ...(q ? [search(q)] : []),
    ];
    const where = clauses.length > 0 ? ` where ${clauses.map(([sql]) => sql).join(' and ')}` : '';
    const rows = await this.database
      .em()
      .execute<BriefRow[]>(`${BRIEF}${where} order by c.id desc limit ?`, [
        ...clauses.flatMap(([, params]) => params),
        limit + 1,
      ]);
    return keysetPage(
      rows.map(({ csmName: name, csmEmail: email, number, createdAt, activatedAt, ...row }) => ({
        ...row,
        createdAt: iso(createdAt),
        activatedAt: iso(activatedAt),
        number: formatCustomerNumber(number),
        csm: { name, email },
      })),
      limit,
    );
  }

  /** One customer as REST shows it. @throws not_found (404) */
  async one(id: string): Promise<object> {
    const em = this.database.em();
    const customer = await this.customers.get(em, id);
    const csm = await this.managers.find(em, customer.csmId);
    const check = await this.checks.newestOf(em, id);
    const contacts = await this.customers.contacts(em, id);
    const wait = await this.waits.open(em, id);
    const { emailKey: _email, companyKey: _company, companyBare: _bare, csmId: _csm, ...account } = customer;
    return {
      ...account,
      number: formatCustomerNumber(customer.number),
      csm: csm && { id: csm.id, name: csm.name, email: csm.email },
      waiting: wait && waitAnswer(wait),
      contacts: contacts.map(({ customerId: _owner, phone, ...contact }) => ({
        ...contact,
        phone: phone ? readablePhone(phone) : null,
      })),
      domainCheck: check && {
        id: check.id,
        status: check.status,
        domain: check.domain,
        reason: check.reason,
        findings: check.findings,
        resolution: check.resolution,
        endedAt: check.endedAt,
      },
      missing: customer.status === 'in_review' ? await this.activation.missing(em, customer) : [],
    };
  }
}

function search(q: string): [string, unknown[]] {
  const number = parseCustomerNumber(q);
  if (number !== null) return ['c.number = ?', [number]];
  const pattern = `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return ['(c.company_name ilike ? or c.email ilike ?)', [pattern, pattern]];
}
