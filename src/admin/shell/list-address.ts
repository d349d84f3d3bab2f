import type { ListPort } from '../../platform/listing/list-port.js';
import { ListQueryError, parseListQuery, type RawListQuery } from '../../platform/listing/list-query.js';

const PREFIX = 'filters.';

/** The list's part of an address's query: `filters.status=active&sortBy=…`. Other parameters are the page's own. */
export function rawListQuery(query: Readonly<Record<string, unknown>>): RawListQuery {
  const faults: Record<string, string> = {};
  const text = (key: string): string | undefined => {
    const value = query[key];
    if (value !== undefined && typeof value !== 'string') faults[key] = 'is given more than once';
    return typeof value === 'string' ? value : undefined;
  };
  const keys = Object.keys(query).filter(
    (key) => key === 'filters' || key.startsWith(PREFIX) || key.startsWith('filters['),
  );
  const filters = Object.fromEntries(keys.map((key) => [key.slice(PREFIX.length), text(key) ?? '']));
  const raw = {
    filters,
    sortBy: text('sortBy'),
    direction: text('direction'),
    page: text('page'),
    perPage: text('perPage'),
  };
  if (Object.keys(faults).length > 0) throw new ListQueryError(faults);
  return raw;
}

/** The query as AdminJS's list action reads it, after the port's allow-lists agreed. */
export function adminJsQuery(
  port: ListPort,
  query: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const raw = rawListQuery(query);
  const { sort, limit, offset } = parseListQuery(port, raw);
  const filters = Object.entries(raw.filters).filter(([, value]) => value !== '');
  const first = sort[0] ?? port.defaultSort;
  return {
    ...Object.fromEntries(filters.map(([key, value]) => [PREFIX + key, value])),
    sortBy: first.column,
    direction: first.direction,
    perPage: String(limit),
    page: String(offset / limit + 1),
  };
}
