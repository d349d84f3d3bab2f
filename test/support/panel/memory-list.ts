import type { ListFilter, ListPort, ListQuery, ListRow } from '../../../src/platform/listing/list-port.js';

/** A list over rows in memory that honours filters, sort and paging as a database would. */
export function memoryList(
  description: Omit<ListPort, 'find' | 'count' | 'findOne' | 'findMany'>,
  rows: ListRow[],
): ListPort {
  const matching = (filters: readonly ListFilter[]): ListRow[] =>
    rows.filter((row) => filters.every((filter) => matches(row[filter.column], filter)));
  return {
    ...description,
    find: ({ filters, sort, limit, offset }: ListQuery) => {
      const [first] = sort;
      const sorted = matching(filters).sort((one, other) => {
        const order = first ? compare(one[first.column], other[first.column]) : 0;
        return (first?.direction === 'desc' ? -order : order) || compare(one.id, other.id);
      });
      return Promise.resolve(sorted.slice(offset, offset + limit));
    },
    count: (filters, bound) => Promise.resolve(Math.min(matching(filters).length, bound)),
    findOne: (id) => Promise.resolve(rows.find((row) => row.id === id) ?? null),
    findMany: (ids) => Promise.resolve(rows.filter((row) => ids.includes(row.id))),
  };
}

const text = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));
const compare = (one: unknown, other: unknown): number =>
  text(one) < text(other) ? -1 : text(one) > text(other) ? 1 : 0;

function matches(value: unknown, filter: ListFilter): boolean {
  switch (filter.kind) {
    case 'equals':
      return value === filter.value;
    case 'ilike':
      return text(value).toLowerCase().includes(filter.value.toLowerCase());
    case 'in':
      return filter.values.includes(value as string);
    case 'null':
      return (value === null || value === undefined) === filter.isNull;
    case 'range':
      return (
        (filter.from === undefined || text(value) >= text(filter.from)) &&
        (filter.to === undefined || text(value) <= text(filter.to))
      );
    default:
      return filter satisfies never;
  }
}
