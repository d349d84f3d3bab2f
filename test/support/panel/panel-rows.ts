import type { ListPort, ListRow } from '../../../src/platform/listing/list-port.js';
import { memoryList } from './memory-list.js';

const uuid = (kind: number, index: number): string =>
  `018f0000-0000-7000-8${kind.toString(16).padStart(3, '0')}-${index.toString(16).padStart(12, '0')}`;
export const customerId = (index: number): string => uuid(1, index);
export const HIDDEN = 'kept-from-every-page';

const names = [
  'Example Hospitals',
  'Sunrise Academy',
  'Northwind Traders',
  'Green Field Sales',
  'Blue Harbour Clinics',
];
const statuses = ['active', 'in_review', 'suspended', 'closed'];
const industries = ['marketing', 'education', 'sales', 'trading'];
const pick = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;

const customers: ListRow[] = Array.from({ length: 60 }, (_, index) => ({
  id: customerId(index + 1),
  number: `C-${1001 + index}`,
  companyName: index === 0 ? 'Example </script><b>Hospitals</b>' : `${pick(names, index)} ${index + 1}`,
  email: `customer${index + 1}@example.com`,
  industry: pick(industries, index),
  status: pick(statuses, index % 7 === 0 ? 1 : index % 11 === 0 ? 2 : 0),
  country: 'IN',
  createdAt: new Date(Date.UTC(2026, 1, 12, 4, 30) - index * 5_400_000),
  profile: { segments: ['hospitals'], size: index },
  secretHash: HIDDEN,
}));

const trials: ListRow[] = [
  {
    id: uuid(2, 1),
    customerId: customerId(2),
    customerName: 'Sunrise Academy 2',
    agentType: 'marketing',
    status: 'active',
    endsAt: new Date(Date.UTC(2026, 1, 19, 4, 30)),
    tokensUsed: 3120,
  },
];

export function panelLists(): ListPort[] {
  return [customerList(), trialList(), ...emptyLists()];
}

function customerList(): ListPort {
  return memoryList(
    {
      id: 'customers',
      title: 'Customers',
      navigation: { icon: 'Users', order: 10 },
      titleColumn: 'companyName',
      defaultSort: { column: 'createdAt', direction: 'desc' },
      roles: ['ops', 'csm', 'security', 'leadership'],
      commands: { create: 'customer.create', record: ['customer.suspend'] },
      related: [{ list: 'trials', by: 'customerId' }],
      columns: [
        { name: 'number', type: 'string', label: 'Number', filter: 'equals' },
        { name: 'companyName', type: 'string', label: 'Company', filter: 'ilike', sort: true },
        { name: 'email', type: 'string', filter: 'ilike', sort: true },
        { name: 'industry', type: 'enum', enumValues: industries, filter: 'equals', sort: true },
        { name: 'status', type: 'badge', enumValues: statuses, filter: 'in', sort: true },
        { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
        { name: 'country', type: 'string', list: false },
        { name: 'profile', type: 'json', list: false },
      ],
    },
    customers,
  );
}

function trialList(): ListPort {
  return memoryList(
    {
      id: 'trials',
      title: 'Trials',
      navigation: { icon: 'Clock', order: 20 },
      titleColumn: 'agentType',
      defaultSort: { column: 'endsAt', direction: 'asc' },
      roles: ['ops', 'csm'],
      columns: [
        { name: 'agentType', type: 'enum', enumValues: ['marketing', 'trading'], sort: true },
        {
          name: 'customerId',
          type: 'uuid',
          label: 'Customer',
          reference: 'customers',
          referenceLabel: 'customerName',
          filter: 'equals',
        },
        { name: 'status', type: 'badge', enumValues: ['pending', 'active'] },
        { name: 'tokensUsed', type: 'number', filter: 'range' },
        { name: 'endsAt', type: 'datetime', sort: true },
      ],
    },
    trials,
  );
}

const empty: readonly (readonly [string, string, string, number, string?])[] = [
  ['credentials', 'Credentials', 'Key', 30],
  ['goals', 'Goals', 'Target', 40],
  ['goal-approvals', 'Goal Approvals', 'CheckSquare', 50],
  ['notes', 'Notes', 'FileText', 60],
  ['scheduler', 'Scheduler', 'Activity', 100, 'Health'],
];

function emptyLists(): ListPort[] {
  return empty.map(([id, title, icon, order, section]) =>
    memoryList(
      {
        id,
        title,
        navigation: { icon, order, ...(section ? { section } : {}) },
        titleColumn: 'name',
        defaultSort: { column: 'name', direction: 'asc' },
        roles: id === 'scheduler' ? ['engineering'] : ['ops', 'csm'],
        columns: [{ name: 'name', type: 'string', sort: true, filter: 'ilike' }],
      },
      [],
    ),
  );
}
