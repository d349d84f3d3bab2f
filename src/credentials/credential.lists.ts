import { PLATFORMS } from '../agents/platform-names.js';
import type { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList } from '../platform/listing/sql-list.js';
import type { StaffRole } from '../platform/unit-of-work/actor.js';
import { TEST_OUTCOMES, TEST_TRIGGERS } from './credential-test.entity.js';
import { CREDENTIAL_STATES, TEST_STATES } from './credential.states.js';

const readers: readonly StaffRole[] = ['ops', 'csm', 'security', 'engineering', 'leadership', 'admin'];
const customer = {
  name: 'customerId',
  type: 'uuid',
  label: 'Customer',
  reference: 'customers',
  referenceLabel: 'companyName',
  filter: 'equals',
} as const;
const companyName = {
  name: 'companyName',
  type: 'string',
  sql: 'u.company_name',
  list: false,
  show: false,
} as const;

/** PP > Credentials (runbook, Step 8). */
export const credentialList = (database: Database): ListPort =>
  sqlList(database, {
    id: 'credentials',
    title: 'Credentials',
    navigation: { icon: 'Key', order: 40 },
    from: 'credential c join customer u on u.id = c.customer_id',
    titleColumn: 'platform',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: readers,
    commands: {
      record: ['credential.test', 'credential.disconnect', 'credential.contain', 'credential.escalate'],
    },
    related: [{ list: 'credential-tests', by: 'credentialId', title: 'Tests' }],
    columns: [
      customer,
      companyName,
      { name: 'platform', type: 'enum', enumValues: PLATFORMS, filter: 'in', sort: true },
      { name: 'status', type: 'badge', enumValues: CREDENTIAL_STATES, filter: 'in', sort: true },
      { name: 'lastValidatedAt', type: 'datetime', label: 'Last validated', filter: 'range', sort: true },
      { name: 'rotateBy', type: 'datetime', label: 'Rotate by', filter: 'range', sort: true },
      { name: 'lastFailureCode', type: 'string', label: 'Last failure', filter: 'equals' },
      { name: 'accountName', type: 'string', label: 'Account', list: false },
      { name: 'accountId', type: 'string', label: 'Account id', list: false },
      { name: 'environment', type: 'string', list: false },
      { name: 'setAt', type: 'datetime', label: 'Key given', list: false },
      { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
    ],
  });

export const credentialTestList = (database: Database): ListPort =>
  sqlList(database, {
    id: 'credential-tests',
    title: 'Connection tests',
    navigation: { icon: 'Activity', order: 41, hidden: true },
    from: `credential_test t join customer u on u.id = t.customer_id
      join credential c on c.id = t.credential_id`,
    titleColumn: 'platform',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: readers,
    columns: [
      { ...customer },
      companyName,
      { name: 'platform', type: 'enum', enumValues: PLATFORMS, sql: 'c.platform' },
      {
        name: 'credentialId',
        type: 'uuid',
        label: 'Credential',
        reference: 'credentials',
        filter: 'equals',
        list: false,
      },
      { name: 'trigger', type: 'enum', enumValues: TEST_TRIGGERS, filter: 'in' },
      { name: 'status', type: 'badge', enumValues: TEST_STATES, filter: 'in', sort: true },
      { name: 'outcome', type: 'badge', enumValues: TEST_OUTCOMES, filter: 'in', sort: true },
      { name: 'code', type: 'string', filter: 'equals' },
      { name: 'missing', type: 'json', label: 'Missing permissions', list: false },
      { name: 'warnings', type: 'json', list: false },
      { name: 'observedAddress', type: 'string', label: 'Address seen', list: false },
      { name: 'attempt', type: 'number' },
      { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
      { name: 'endedAt', type: 'datetime', list: false },
    ],
  });
