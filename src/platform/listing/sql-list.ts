import type { Database } from '../database/database.js';
import type { ListColumn, ListFilter, ListPort, ListQuery, ListRow, ListSort } from './list-port.js';

/** A column and where it comes from. */
export interface SqlColumn extends ListColumn {
  /** SQL expression; by default the column's name in snake_case, of the first table. */
  readonly sql?: string;
  /** SQL expression that filters compare with, where it is another than what is shown. */
  readonly filterSql?: string;
}

type Described = Omit<ListPort, 'columns' | 'find' | 'count' | 'findOne' | 'findMany'>;

/** A list over tables: everything a `ListPort` says of itself, and the SQL behind its columns. */
export interface SqlListSpec extends Described {
  /** `escalation e left join customer c on c.id = e.customer_id`; the first alias owns plain columns and `id`. */
  readonly from: string;
  readonly columns: readonly SqlColumn[];
}

interface Clause {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** A `ListPort` read by bounded statements over an allow-list of columns; nothing of a query is ever spliced in. */
export function sqlList(database: Database, { from, columns, ...described }: SqlListSpec): ListPort {
  const alias = from.trim().split(/\s+/)[1] ?? '';
  const expression = (name: string): string => {
    const column = columns.find((candidate) => candidate.name === name);
    if (!column && name !== 'id') throw new Error(`${described.id}: no column ${name}`);
    return column?.sql ?? `${alias}.${snake(name)}`;
  };
  const compared = (name: string): string =>
    columns.find((candidate) => candidate.name === name)?.filterSql ?? expression(name);
  const names = [...new Set(['id', ...columns.map(({ name }) => name)])];
  const select = `select ${names.map((name) => `${expression(name)} as "${name}"`).join(', ')} from ${from}`;
  const rows = (sql: string, params: readonly unknown[]): Promise<ListRow[]> =>
    database.em().execute<ListRow[]>(sql, [...params]);
  const byIds = (ids: readonly string[]): Promise<ListRow[]> =>
    ids.length === 0
      ? Promise.resolve([])
      : rows(`${select} where ${alias}.id in (${ids.map(() => '?').join(', ')})`, ids);
  return {
    ...described,
    columns: columns.map(({ sql: _sql, filterSql: _filterSql, ...column }) => column),
    find: ({ filters, sort, limit, offset }: ListQuery) => {
      const { sql, params } = where(filters, compared);
      return rows(`${select}${sql} ${orderBy(sort, expression, alias)} limit ? offset ?`, [
        ...params,
        limit,
        offset,
      ]);
    },
    count: async (filters, bound) => {
      const { sql, params } = where(filters, compared);
      const counted = await rows(
        `select count(*)::int as id from (select 1 from ${from}${sql} limit ?) as bounded`,
        [...params, bound],
      );
      return Number(counted[0]?.id ?? 0);
    },
    findOne: async (id) => (await byIds([id]))[0] ?? null,
    findMany: byIds,
  };
}

function orderBy(sort: readonly ListSort[], expression: (name: string) => string, alias: string): string {
  const direction = sort[0]?.direction ?? 'asc';
  const terms = sort.map((term) => `${expression(term.column)} ${term.direction}`);
  return `order by ${[...terms, `${alias}.id ${direction}`].join(', ')}`;
}

function where(filters: readonly ListFilter[], expression: (name: string) => string): Clause {
  const clauses = filters.flatMap((filter) => clausesOf(filter, expression(filter.column)));
  if (clauses.length === 0) return { sql: '', params: [] };
  return {
    sql: ` where ${clauses.map(({ sql }) => sql).join(' and ')}`,
    params: clauses.flatMap(({ params }) => params),
  };
}

function clausesOf(filter: ListFilter, column: string): Clause[] {
  switch (filter.kind) {
    case 'equals':
      return [{ sql: `${column} = ?`, params: [filter.value] }];
    case 'ilike':
      return [{ sql: `${column} ilike ?`, params: [`%${escapeLike(filter.value)}%`] }];
    case 'in':
      return [
        { sql: `${column} in (${filter.values.map(() => '?').join(', ')})`, params: [...filter.values] },
      ];
    case 'null':
      return [{ sql: `${column} is ${filter.isNull ? '' : 'not '}null`, params: [] }];
    case 'range':
      return [
        ...(filter.from === undefined ? [] : [{ sql: `${column} >= ?`, params: [filter.from] }]),
        ...(filter.to === undefined ? [] : [{ sql: `${column} <= ?`, params: [filter.to] }]),
      ];
    default:
      return filter satisfies never;
  }
}

/** What a person types is text: `%` and `_` mean themselves. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
