import { ListQueryError, parseListFilters, parseListQuery } from './list-query.js';
import type { ListColumn, ListSort } from './list-port.js';

const columns: ListColumn[] = [
  { name: 'id', type: 'uuid', filter: 'equals' },
  { name: 'email', type: 'string', filter: 'ilike', sort: true },
  { name: 'status', type: 'badge', enumValues: ['active', 'suspended'], filter: 'in' },
  { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
  { name: 'day', type: 'date', filter: 'range' },
  { name: 'age', type: 'number', filter: 'range' },
  {
    name: 'number',
    type: 'string',
    filter: 'equals',
    read: { parse: (typed) => (/^C-\d+$/.test(typed) ? Number(typed.slice(2)) : null), example: 'C-1042' },
  },
  { name: 'crmId', type: 'string', filter: 'null' },
  { name: 'secretHash', type: 'string', list: false, show: false },
];
const defaultSort: ListSort = { column: 'createdAt', direction: 'desc' };
const port = { columns, defaultSort };
const fieldsOf = (run: () => unknown): Record<string, string> => {
  try {
    run();
  } catch (error) {
    if (error instanceof ListQueryError) return error.fields;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('the query of a list', () => {
  it('is the default page when nothing is asked', () => {
    expect(parseListQuery(port, { filters: {} })).toEqual({
      filters: [],
      sort: [defaultSort],
      limit: 25,
      offset: 0,
    });
  });

  it('reads what people type for a column as that column says', () => {
    expect(parseListFilters(port, { number: 'C-1042' })).toEqual([
      { kind: 'equals', column: 'number', value: 1042 },
    ]);
    expect(fieldsOf(() => parseListFilters(port, { number: 'ten' }))).toEqual({
      'filters.number': 'must be such as C-1042',
    });
  });

  it('types each filter by its column', () => {
    const raw = {
      email: 'Ann',
      status: 'active,suspended',
      'createdAt~~from': '2026-02-12T10:00:00+05:30',
      'age~~to': '3',
      crmId: 'true',
      'day~~from': '2026-02-28',
    };
    expect(parseListFilters(port, raw)).toEqual([
      { kind: 'ilike', column: 'email', value: 'Ann' },
      { kind: 'in', column: 'status', values: ['active', 'suspended'] },
      { kind: 'range', column: 'createdAt', from: '2026-02-12T04:30:00.000Z' },
      { kind: 'range', column: 'age', to: 3 },
      { kind: 'null', column: 'crmId', isNull: true },
      { kind: 'range', column: 'day', from: '2026-02-28' },
    ]);
  });

  it('refuses filters that are not offered, hidden columns among them', () => {
    const fields = fieldsOf(() => parseListFilters(port, { secretHash: 'a', nope: 'b', __proto__x: 'c' }));
    expect(Object.keys(fields).sort()).toEqual(['filters.__proto__x', 'filters.nope', 'filters.secretHash']);
  });

  it.each([
    ['id', '42', 'must be an id (UUID)'],
    ['status', 'active,gone', 'must be one of active, suspended'],
    ['age~~from', 'x', 'must be a number'],
    ['createdAt~~from', 'yesterday', 'must be an instant (ISO 8601)'],
    ['day~~to', '2026-02-30', 'must be a date (YYYY-MM-DD)'],
    ['email', 'a\0b', 'holds a NUL, a control character: take it out'],
    ['age~~from', '1e30', 'must be a number'],
    ['createdAt~~from', '+275760-09-13T00:00:00Z', 'must be an instant (ISO 8601)'],
    ['day~~to', '0000-01-01', 'must be a date (YYYY-MM-DD)'],
    ['crmId', 'maybe', 'must be true or false'],
  ])('refuses %s = %s', (key, value, why) => {
    expect(fieldsOf(() => parseListFilters(port, { [key]: value }))).toEqual({ [`filters.${key}`]: why });
  });

  it('refuses a range on a column without one, and a plain value on a range', () => {
    expect(fieldsOf(() => parseListFilters(port, { 'email~~from': 'a' }))).toHaveProperty(['filters.email']);
    expect(fieldsOf(() => parseListFilters(port, { age: '3' }))).toHaveProperty(['filters.age']);
  });

  it('refuses an unknown sort or direction and names both', () => {
    const ask = () => parseListQuery(port, { filters: {}, sortBy: 'status', direction: 'up' });
    expect(Object.keys(fieldsOf(ask))).toEqual(['direction', 'sortBy']);
  });

  it('caps the page size and refuses to page past the bound', () => {
    expect(parseListQuery(port, { filters: {}, perPage: '500', page: '2' })).toMatchObject({
      limit: 100,
      offset: 100,
    });
    expect(parseListQuery(port, { filters: {}, page: '401' }).offset).toBe(10_000);
    expect(fieldsOf(() => parseListQuery(port, { filters: {}, page: '402' }))).toHaveProperty('page');
    expect(fieldsOf(() => parseListQuery(port, { filters: {}, page: '0' }))).toHaveProperty('page');
  });
});
