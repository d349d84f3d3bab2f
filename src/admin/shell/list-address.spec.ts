import type { ListPort } from '../../platform/listing/list-port.js';
import { ListQueryError } from '../../platform/listing/list-query.js';
import { adminJsQuery, rawListQuery } from './list-address.js';

const port = {
  columns: [
    { name: 'email', type: 'string', filter: 'ilike', sort: true },
    { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
  ],
  defaultSort: { column: 'createdAt', direction: 'desc' },
} as unknown as ListPort;

describe("a list's address", () => {
  it('leaves the page its own parameters', () => {
    expect(rawListQuery({ 'filters.email': 'a', tab: 'x', refresh: 'true' }).filters).toEqual({ email: 'a' });
  });

  it('becomes the query of the list action, completed and capped', () => {
    const query = {
      'filters.email': 'a',
      'filters.createdAt~~from': '2026-02-12T00:00:00Z',
      perPage: '1000',
      page: '3',
    };
    expect(adminJsQuery(port, query)).toEqual({
      'filters.email': 'a',
      'filters.createdAt~~from': '2026-02-12T00:00:00Z',
      sortBy: 'createdAt',
      direction: 'desc',
      perPage: '100',
      page: '3',
    });
  });

  it.each([
    [{ 'filters.secretHash': 'a' }],
    [{ filters: 'x' }],
    [{ 'filters[email]': 'x' }],
    [{ 'filters.email': ['a', 'b'] }],
    [{ sortBy: 'secretHash' }],
    [{ sortBy: 'email', direction: 'sideways' }],
    [{ page: '-1' }],
  ])('refuses %j', (query) => {
    expect(() => adminJsQuery(port, query)).toThrow(ListQueryError);
  });
});
