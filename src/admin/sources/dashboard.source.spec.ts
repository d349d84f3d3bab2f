import type { ListPort } from '../../platform/listing/list-port.js';
import { dashboardSource } from './dashboard.source.js';

const NOW = new Date('2026-02-12T04:30:00Z');
const row = {
  id: '018f0000-0000-7000-8001-000000000001',
  customerName: 'Doe Trading',
  kind: 'check_in',
  csmName: 'customer_wait',
  startsAt: new Date('2026-02-13T03:30:00Z'),
};
const calls: ListPort = {
  id: 'calls',
  title: 'Calls',
  navigation: { icon: 'Phone', order: 1 },
  titleColumn: 'kind',
  defaultSort: { column: 'startsAt', direction: 'asc' },
  roles: ['csm'],
  columns: [
    { name: 'status', type: 'enum', enumValues: ['scheduled'], filter: 'equals' },
    { name: 'startsAt', type: 'datetime', filter: 'range', sort: true },
  ],
  find: () => Promise.resolve([row]),
  count: () => Promise.resolve(1),
  findOne: () => Promise.resolve(row),
  findMany: () => Promise.resolve([row]),
};

describe('the first page of the panel', () => {
  it('writes the words of rows as people do: the known ones by name, others without underscores', async () => {
    const words = { check_in: 'Day-5 check-in' };
    const source = dashboardSource([calls], ['csm'], () => Promise.resolve(NOW), words);
    const admin = { id: row.id, email: 'csm@example.com', name: 'CSM', role: 'csm' } as const;
    const view = (await source.read({ admin, params: {} } as never)) as { lists: readonly unknown[] };
    expect(view.lists).toMatchObject([
      {
        title: 'Calls ahead',
        items: [
          { title: 'Doe Trading', text: 'Day-5 check-in · customer wait', at: '2026-02-13T03:30:00.000Z' },
        ],
      },
    ]);
  });
});
