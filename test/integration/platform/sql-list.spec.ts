import { Database, ormOptions } from '../../../src/platform/database/database.js';
import { COMPOSITION } from '../../../src/composition.js';
import type { ListPort } from '../../../src/platform/listing/list-port.js';
import { sqlList } from '../../../src/platform/listing/sql-list.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const ids = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`);

describe('A list over tables', () => {
  let database: TestDatabase;
  let opened: Database;
  let list: ListPort;

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.execute(
      'create table thing (id uuid primary key, full_name text, size int, made timestamptz)',
    );
    await database.execute(
      `insert into thing values ('${ids[0]}', '100% Ann', 2, '2026-02-12T10:00:00Z'),
       ('${ids[1]}', 'Bob', 2, null), ('${ids[2]}', 'joann', 1, '2026-02-13T10:00:00Z')`,
    );
    opened = await Database.open(ormOptions(database.url, COMPOSITION.entities, []));
    list = sqlList(opened, {
      id: 'things',
      title: 'Things',
      navigation: { icon: 'Box', order: 1 },
      titleColumn: 'fullName',
      defaultSort: { column: 'size', direction: 'asc' },
      roles: ['ops'],
      from: 'thing t',
      columns: [
        { name: 'fullName', type: 'string', filter: 'ilike' },
        { name: 'size', type: 'number', filter: 'range', sort: true },
        { name: 'made', type: 'datetime', filter: 'null' },
        { name: 'label', type: 'string', sql: "'T-' || t.size", filter: 'equals', filterSql: 't.size' },
        { name: 'double', type: 'number', sql: 't.size * 2', filter: 'in' },
      ],
    });
  });
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
  });

  const names = async (...filters: Parameters<ListPort['count']>[0]) => {
    const rows = await list.find({ filters, sort: [list.defaultSort], limit: 10, offset: 0 });
    return rows.map(({ fullName }) => fullName);
  };

  it('finds, filters, sorts with the id as tie-break, and counts up to a bound', async () => {
    expect(await names()).toEqual(['joann', '100% Ann', 'Bob']);
    expect(await names({ kind: 'ilike', column: 'fullName', value: 'ANN' })).toEqual(['joann', '100% Ann']);
    expect(await names({ kind: 'ilike', column: 'fullName', value: '0%' })).toEqual(['100% Ann']);
    expect(await names({ kind: 'range', column: 'size', from: 2, to: 2 })).toEqual(['100% Ann', 'Bob']);
    expect(await names({ kind: 'null', column: 'made', isNull: true })).toEqual(['Bob']);
    expect(await names({ kind: 'in', column: 'double', values: [2, 9] })).toEqual(['joann']);
    expect(await names({ kind: 'equals', column: 'label', value: 1 })).toEqual(['joann']);
    expect(await list.count([{ kind: 'equals', column: 'label', value: 2 }], 10)).toBe(2);
    expect(await list.count([], 2)).toBe(2);
    expect(await list.count([{ kind: 'equals', column: 'size', value: 1 }], 10)).toBe(1);
  });

  it('finds one and several by id, and shows no SQL to whoever draws it', async () => {
    expect(await list.findOne(ids[2] as string)).toMatchObject({ id: ids[2], fullName: 'joann', double: 2 });
    expect(await list.findMany([])).toEqual([]);
    expect(await list.findMany(ids.slice(0, 2))).toHaveLength(2);
    expect(JSON.stringify(list.columns)).not.toContain('t.size');
  });
});
