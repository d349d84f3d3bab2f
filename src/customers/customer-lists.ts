import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList, type SqlColumn, type SqlListSpec } from '../platform/listing/sql-list.js';
import type { StaffRole } from '../platform/unit-of-work/actor.js';
import { readCustomerNumber } from './customer-number.js';
import { CUSTOMER_STATES } from './customer.states.js';
import { RESOLUTIONS } from './domain-check.entity.js';
import { DOMAIN_CHECK_STATES } from './domain-check.states.js';
import { DOMAIN_RULES_LIST } from './domain-rule.list.js';
import { WAITED_ON } from './waiting/customer-wait.entity.js';
import { INDUSTRIES } from './industries.js';
import { ABSENCES_LIST } from './managers/csm-lists.js';

const STAFF: readonly StaffRole[] = [
  'ops',
  'csm',
  'security',
  'engineering',
  'product',
  'leadership',
  'admin',
];

const customer: SqlColumn[] = [
  {
    name: 'customerId',
    type: 'uuid',
    label: 'Customer',
    filter: 'equals',
    reference: 'customers',
    referenceLabel: 'customerName',
  },
  { name: 'customerName', type: 'string', sql: 'c.company_name', show: false },
];

/** What the panel lists of customers and around them. */
@Injectable()
export class CustomerLists {
  readonly customers: ListPort;
  readonly contacts: ListPort;
  readonly domainChecks: ListPort;
  readonly domainRules: ListPort;
  readonly absences: ListPort;

  constructor(database: Database) {
    this.customers = sqlList(database, CUSTOMERS_LIST);
    this.contacts = contactsList(database);
    this.domainChecks = domainChecksList(database);
    this.domainRules = sqlList(database, DOMAIN_RULES_LIST);
    this.absences = sqlList(database, ABSENCES_LIST);
  }
}

const customerColumns: SqlColumn[] = [
  {
    name: 'number',
    type: 'string',
    label: 'No.',
    sql: "'C-' || c.number",
    filter: 'equals',
    filterSql: 'c.number',
    read: { parse: readCustomerNumber, example: 'C-1042 or 1042' },
    show: true,
  },
  { name: 'companyName', type: 'string', label: 'Company Name', filter: 'ilike', sort: true },
  { name: 'email', type: 'string', filter: 'ilike' },
  { name: 'status', type: 'badge', enumValues: CUSTOMER_STATES, filter: 'in', sort: true },
  {
    name: 'waiting',
    type: 'badge',
    sql: 'w.status',
    enumValues: ['parked', 'due'],
    filter: 'in',
  },
  { name: 'waitingOn', type: 'enum', sql: 'w.waiting_on', enumValues: WAITED_ON, filter: 'in', list: false },
  { name: 'waitingFor', type: 'string', sql: 'w.what_for', list: false },
  {
    name: 'followUpAt',
    type: 'datetime',
    label: 'Follow-up',
    sql: 'w.follow_up_at',
    filter: 'range',
    list: false,
  },
  { name: 'industry', type: 'enum', enumValues: INDUSTRIES, filter: 'in' },
  { name: 'country', type: 'string', filter: 'equals' },
  {
    name: 'csmId',
    type: 'uuid',
    label: 'CSM',
    filter: 'equals',
    reference: 'csms',
    referenceLabel: 'csmName',
  },
  { name: 'csmName', type: 'string', sql: 'm.name', show: false },
  { name: 'createdAt', type: 'datetime', label: 'Created', filter: 'range', sort: true },
  { name: 'crmId', type: 'string', label: 'CRM id', filter: 'equals', list: false },
  { name: 'timezone', type: 'string', list: false },
  { name: 'website', type: 'string', list: false },
  { name: 'agentInterest', type: 'json', label: 'Agents of interest', list: false },
  { name: 'businessCase', type: 'string', list: false },
  { name: 'statusReason', type: 'string', label: 'Reason', list: false },
  {
    name: 'mergedIntoId',
    type: 'uuid',
    label: 'Merged into',
    reference: 'customers',
    list: false,
  },
  { name: 'duplicateWarning', type: 'string', label: 'Near duplicates', list: false },
  { name: 'duplicateReason', type: 'string', label: 'Why it is not a duplicate', list: false },
  {
    name: 'countryHold',
    type: 'string',
    label: 'Country held',
    sql: '(select h.why from country_hold h where h.customer_id = c.id and h.released_at is null)',
    list: false,
  },
  { name: 'signedUpAt', type: 'datetime', label: 'Signed up', list: false },
  { name: 'emailVerifiedAt', type: 'datetime', label: 'E-mail verified', list: false },
  { name: 'activatedAt', type: 'datetime', label: 'Active since', list: false },
  { name: 'erasedAt', type: 'datetime', label: 'Erased', list: false },
  { name: 'runbookVersion', type: 'string', label: 'Runbook', list: false },
  { name: 'version', type: 'number', list: false },
];

/** PP > Customers; who knows more of a customer adds columns to it. */
export const CUSTOMERS_LIST: SqlListSpec = {
  id: 'customers',
  title: 'Customers',
  navigation: { icon: 'Users', order: 20 },
  titleColumn: 'companyName',
  defaultSort: { column: 'createdAt', direction: 'desc' },
  roles: STAFF,
  commands: {
    create: 'customer.create',
    list: ['customer.import'],
    record: [
      'customer.update',
      'customer.set-crm-id',
      'customer.reassign',
      'customer.add-contact',
      'customer.resend-verification',
      'credential.test-all',
      'customer.domain-check',
      'customer.accept-domain',
      'customer.clear-flags',
      'customer.uphold-flags',
      'customer.release-country',
      'customer.change-email',
      'customer.reset-password',
      'customer.wait',
      'customer.resume',
      'customer.merge',
      'customer.contain',
      'customer.release',
      'customer.suspend',
      'customer.reactivate',
      'customer.close',
      'customer.erase',
    ],
    groups: {
      'Account and people': [
        'customer.update',
        'customer.set-crm-id',
        'customer.reassign',
        'customer.add-contact',
        'customer.merge',
      ],
      'E-mail and access': [
        'customer.resend-verification',
        'customer.change-email',
        'customer.reset-password',
      ],
      'Domain and country': [
        'customer.domain-check',
        'customer.accept-domain',
        'customer.clear-flags',
        'customer.uphold-flags',
        'customer.release-country',
      ],
      Onboarding: ['customer.wait', 'customer.resume'],
      Standing: [
        'customer.contain',
        'customer.release',
        'customer.suspend',
        'customer.reactivate',
        'customer.close',
        'customer.erase',
      ],
    },
  },
  related: [
    { list: 'contacts', by: 'customerId' },
    { list: 'domain-checks', by: 'customerId' },
    { list: 'calls', by: 'customerId' },
    { list: 'notes', by: 'customerId' },
  ],
  from: `customer c join csm m on m.id = c.csm_id
    left join customer_wait w on w.customer_id = c.id and w.ended_at is null`,
  columns: customerColumns,
};

function contactsList(database: Database): ListPort {
  return sqlList(database, {
    id: 'contacts',
    title: 'Contacts',
    navigation: { icon: 'Phone', order: 25, hidden: true },
    titleColumn: 'name',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: STAFF,
    commands: { record: ['contact.change', 'contact.remove'] },
    from: 'contact k join customer c on c.id = k.customer_id',
    columns: [
      ...customer,
      { name: 'name', type: 'string', filter: 'ilike' },
      { name: 'role', type: 'string' },
      { name: 'email', type: 'string' },
      { name: 'phone', type: 'string' },
      { name: 'chat', type: 'string', label: 'Slack or WhatsApp' },
      { name: 'createdAt', type: 'datetime', sort: true, list: false },
    ],
  });
}

function domainChecksList(database: Database): ListPort {
  return sqlList(database, {
    id: 'domain-checks',
    title: 'Domain Checks',
    navigation: { icon: 'Shield', order: 30 },
    titleColumn: 'domain',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: STAFF,
    from: 'domain_check d left join customer c on c.id = d.customer_id',
    columns: [
      { name: 'domain', type: 'string', filter: 'ilike' },
      { name: 'status', type: 'badge', enumValues: DOMAIN_CHECK_STATES, filter: 'in', sort: true },
      ...customer,
      { name: 'signupId', type: 'uuid', label: 'Signup', reference: 'signups', list: false },
      { name: 'reason', type: 'string' },
      { name: 'resolution', type: 'enum', enumValues: RESOLUTIONS, label: 'Decision', filter: 'in' },
      { name: 'resolutionReason', type: 'string', label: 'Why', list: false },
      { name: 'resolvedAt', type: 'datetime', label: 'Decided', filter: 'null', list: false },
      { name: 'findings', type: 'json', list: false },
      { name: 'createdAt', type: 'datetime', label: 'Asked', filter: 'range', sort: true },
      { name: 'endedAt', type: 'datetime', label: 'Ended', list: false },
    ],
  });
}
