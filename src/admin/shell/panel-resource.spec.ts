import { Filter, type ActionContext } from 'adminjs';

import type { ListFilter, ListPort, ListQuery } from '../../platform/listing/list-port.js';
import { ListQueryError } from '../../platform/listing/list-query.js';
import { PanelResource } from './panel-resource.js';

const asked: { query?: ListQuery; counted?: readonly ListFilter[]; bound?: number } = {};
const row = {
  id: '018f0000-0000-7000-8001-000000000001',
  email: 'a@example.com',
  createdAt: new Date('2026-02-12T04:30:00Z'),
  profile: { a: { b: 1 } },
  secretHash: 'never',
};
const port: ListPort = {
  id: 'customers',
  title: 'Customers',
  navigation: { icon: 'Users', order: 1 },
  titleColumn: 'email',
  defaultSort: { column: 'createdAt', direction: 'desc' },
  roles: ['ops'],
  columns: [
    { name: 'email', type: 'string', filter: 'ilike', sort: true },
    { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
    { name: 'profile', type: 'json', list: false },
    { name: 'version', type: 'number', list: false, show: false },
  ],
  find: (query) => ((asked.query = query), Promise.resolve([row])),
  count: (filters, bound) => ((asked.counted = filters), (asked.bound = bound), Promise.resolve(bound)),
  findOne: (id) => Promise.resolve(id === row.id ? row : null),
  findMany: () => Promise.resolve([row]),
};
const resource = new PanelResource({ ...port, parts: { security: { email: 'b@example.com' } } });
const by = (role: string) => ({ currentAdmin: { role } }) as unknown as ActionContext;
const ops = by('ops');

describe('a list as an AdminJS resource', () => {
  it('asks the port with typed filters, sort and page', async () => {
    const filter = new Filter({ email: 'a', 'createdAt~~from': '2026-02-01T00:00:00Z' }, resource);
    await resource.find(filter, { limit: 25, offset: 50, sort: { sortBy: 'email', direction: 'asc' } }, ops);
    expect(asked.query).toEqual({
      filters: [
        { kind: 'ilike', column: 'email', value: 'a' },
        { kind: 'range', column: 'createdAt', from: '2026-02-01T00:00:00.000Z' },
      ],
      sort: [{ column: 'email', direction: 'asc' }],
      limit: 25,
      offset: 50,
    });
  });

  it('counts up to the bound', async () => {
    await expect(resource.count(new Filter({}, resource), ops)).resolves.toBe(10_001);
    expect(asked).toMatchObject({ counted: [], bound: 10_001 });
  });

  it('lets out declared columns only, and a list its own', async () => {
    const [listed] = await resource.find(new Filter({}, resource), { limit: 25 }, ops);
    expect(listed?.params).toEqual({ id: row.id, email: row.email, createdAt: '2026-02-12T04:30:00.000Z' });
    const shown = await resource.findOne(row.id, ops);
    expect(shown?.params).toEqual({ ...listed?.params, profile: '{"a":{"b":1}}' });
  });

  it('sends the version of rows that can be ticked', async () => {
    const ticked = new PanelResource({
      ...port,
      commands: { ticked: [{ command: 'customer.many', rows: 'customers' }] },
      find: () => Promise.resolve([{ ...row, version: 3 }]),
    });
    const [listed] = await ticked.find(new Filter({}, ticked), { limit: 25 }, ops);
    expect(listed?.params).toMatchObject({ id: row.id, version: 3 });
  });

  it('refuses to filter on what is not declared', async () => {
    await expect(resource.find(new Filter({ secretHash: 'n' }, resource), { limit: 1 }, ops)).rejects.toThrow(
      ListQueryError,
    );
    await expect(resource.count(new Filter({ secretHash: 'n' }, resource), ops)).rejects.toThrow(
      ListQueryError,
    );
  });

  it('reads for a role its part only, and for nobody nothing', async () => {
    const part = { kind: 'equals', column: 'email', value: 'b@example.com' };
    const security = by('security');
    await resource.count(new Filter({}, resource), security);
    expect(asked.counted).toEqual([part]);
    await resource.find(new Filter({}, resource), { limit: 1 }, security);
    expect(asked.query?.filters).toEqual([part]);
    expect(await resource.findOne(row.id, security)).toBeNull();
    expect(await resource.findMany([row.id], security)).toEqual([]);
    await expect(resource.findOne(row.id)).rejects.toThrow(/nobody is named/);
  });

  it('cannot write', () => {
    for (const write of [() => resource.create(), () => resource.update(), () => resource.delete()]) {
      expect(write).toThrow(/changes are commands/);
    }
  });
});
