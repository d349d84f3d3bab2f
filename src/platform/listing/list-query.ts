import { textFault } from '../free-text/kept-text.js';
import { isDated } from '../time/dated.js';
import {
  DEEPEST_OFFSET,
  PER_PAGE,
  type ListColumn,
  type ListFilter,
  type ListPort,
  type ListQuery,
  type ListSort,
} from './list-port.js';

/** What the address of a list may say, before it is checked. Filter keys: `column`, `column~~from`, `column~~to`. */
export interface RawListQuery {
  readonly filters: Readonly<Record<string, string>>;
  readonly sortBy?: string | undefined;
  readonly direction?: string | undefined;
  readonly page?: string | undefined;
  readonly perPage?: string | undefined;
}

/** A list was asked for something it does not offer; `fields` names each parameter and what is wrong with it. */
export class ListQueryError extends Error {
  override readonly name = 'ListQueryError';
  constructor(readonly fields: Readonly<Record<string, string>>) {
    super(
      `This list cannot be shown as asked: ${Object.entries(fields)
        .map(([key, why]) => `${key} ${why}`)
        .join('; ')}.`,
    );
  }
}

type Port = Pick<ListPort, 'columns' | 'defaultSort'>;
type Fields = Record<string, string>;

/** Checks a raw query against the port's allow-lists. Throws {@link ListQueryError} naming every fault. */
export function parseListQuery(port: Port, raw: RawListQuery): ListQuery {
  const fields: Fields = {};
  const filters = collectFilters(port, raw.filters, fields);
  const sort = parseSort(port, raw, fields);
  const limit = parseCount(raw.perPage, PER_PAGE.default, PER_PAGE.max, 'perPage', fields);
  const page = parseCount(raw.page, 1, Number.MAX_SAFE_INTEGER, 'page', fields);
  if (Object.keys(fields).length > 0) throw new ListQueryError(fields);
  const offset = (page - 1) * limit;
  if (offset > DEEPEST_OFFSET) {
    throw new ListQueryError({
      page: `is too far (rows past ${DEEPEST_OFFSET} are reached by filtering, not by paging)`,
    });
  }
  return { filters, sort: [sort], limit, offset };
}

/** Typed filters of a raw map; throws {@link ListQueryError}. */
export function parseListFilters(port: Port, raw: Readonly<Record<string, string>>): ListFilter[] {
  const fields: Fields = {};
  const filters = collectFilters(port, raw, fields);
  if (Object.keys(fields).length > 0) throw new ListQueryError(fields);
  return filters;
}

function collectFilters(port: Port, raw: Readonly<Record<string, string>>, fields: Fields): ListFilter[] {
  const grouped = new Map<string, Record<string, string>>();
  for (const [key, value] of Object.entries(raw)) {
    if (value === '') continue;
    const [name = '', part = 'value'] = key.split('~~');
    grouped.set(name, { ...grouped.get(name), [part]: value });
  }
  return [...grouped].flatMap(([name, parts]) => {
    const filter = parseFilter(port, name, parts, fields);
    return filter ? [filter] : [];
  });
}

function parseFilter(
  port: Port,
  name: string,
  parts: Record<string, string>,
  fields: Fields,
): ListFilter | null {
  const column = port.columns.find((candidate) => candidate.name === name);
  if (!column?.filter) return fault(fields, `filters.${name}`, 'is not a filter of this list');
  const wanted = column.filter === 'range' ? ['from', 'to'] : ['value'];
  const stray = Object.keys(parts).find((part) => !wanted.includes(part));
  if (stray !== undefined) {
    return fault(fields, `filters.${name}`, `takes ${wanted.join(' and ')}, not ${stray}`);
  }
  return buildFilter(column, parts, fields);
}

function buildFilter(column: ListColumn, parts: Record<string, string>, fields: Fields): ListFilter | null {
  const key = `filters.${column.name}`;
  const read = (text: string): string | number | boolean | null => typed(column, text, key, fields);
  const value = parts['value'] ?? '';
  if (column.filter === 'ilike') {
    const text = plain(value, key, fields);
    return text === null ? null : { kind: 'ilike', column: column.name, value: text };
  }
  if (column.filter === 'null') {
    if (value !== 'true' && value !== 'false') return fault(fields, key, 'must be true or false');
    return { kind: 'null', column: column.name, isNull: value === 'true' };
  }
  if (column.filter === 'range') return buildRange(column, parts, fields);
  if (column.filter === 'in') {
    const values = value.split(',').map(read);
    return values.includes(null)
      ? null
      : { kind: 'in', column: column.name, values: values.filter((v) => v !== null) };
  }
  const one = read(value);
  return one === null ? null : { kind: 'equals', column: column.name, value: one };
}

function buildRange(column: ListColumn, parts: Record<string, string>, fields: Fields): ListFilter | null {
  const bounds: { from?: string | number; to?: string | number } = {};
  for (const end of ['from', 'to'] as const) {
    const text = parts[end];
    if (text === undefined) continue;
    const value = typed(column, text, `filters.${column.name}~~${end}`, fields);
    if (value === null || typeof value === 'boolean') return null;
    bounds[end] = value;
  }
  return { kind: 'range', column: column.name, ...bounds };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Of whole-number columns (int4). */
const LARGEST = 2 ** 31 - 1;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The text as a value of the column's type, or null after noting the fault. */
function typed(
  column: ListColumn,
  text: string,
  key: string,
  fields: Fields,
): string | number | boolean | null {
  if (column.read)
    return column.read.parse(text) ?? fault(fields, key, `must be such as ${column.read.example}`);
  switch (column.type) {
    case 'uuid':
      return UUID.test(text) ? text.toLowerCase() : fault(fields, key, 'must be an id (UUID)');
    case 'number':
      return text.trim() !== '' && Math.abs(Number(text)) <= LARGEST
        ? Number(text)
        : fault(fields, key, 'must be a number');
    case 'boolean':
      return text === 'true' || text === 'false'
        ? text === 'true'
        : fault(fields, key, 'must be true or false');
    case 'date':
      return isDay(text) ? text : fault(fields, key, 'must be a date (YYYY-MM-DD)');
    case 'datetime':
      return isInstant(text)
        ? new Date(text).toISOString()
        : fault(fields, key, 'must be an instant (ISO 8601)');
    case 'enum':
    case 'badge':
      return column.enumValues?.includes(text)
        ? text
        : fault(fields, key, `must be one of ${(column.enumValues ?? []).join(', ')}`);
    case 'string':
    case 'json':
      return plain(text, key, fields);
    default:
      return column.type satisfies never;
  }
}

/** What is looked for as it stands: of such texts as we keep, with composed letters as names have them. */
function plain(text: string, key: string, fields: Fields): string | null {
  if (text.length > 200) return fault(fields, key, 'is longer than 200 characters');
  const why = textFault(text, 'one');
  return why === undefined ? text.normalize() : fault(fields, key, why);
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return isDated(instant) && instant.toISOString().startsWith(text);
}

const isInstant = (text: string): boolean => isDated(new Date(text));

function parseSort(port: Port, raw: RawListQuery, fields: Fields): ListSort {
  const direction = raw.direction ?? (raw.sortBy ? 'asc' : port.defaultSort.direction);
  if (direction !== 'asc' && direction !== 'desc') fields['direction'] = 'must be asc or desc';
  const column = raw.sortBy ?? port.defaultSort.column;
  const known = port.columns.some(({ name, sort }) => name === column && sort === true);
  if (!known && raw.sortBy !== undefined)
    fields['sortBy'] = `cannot be ${column}: this list does not sort by it`;
  return { column, direction: direction === 'asc' ? 'asc' : 'desc' };
}

function parseCount(
  text: string | undefined,
  absent: number,
  max: number,
  key: string,
  fields: Fields,
): number {
  if (text === undefined) return absent;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    fields[key] = 'must be a whole number from 1';
    return absent;
  }
  return Math.min(Number(text), max);
}

function fault(fields: Fields, key: string, why: string): null {
  fields[key] = why;
  return null;
}
