import {
  BaseProperty,
  BaseRecord,
  BaseResource,
  type ActionContext,
  type Filter,
  type PropertyType,
} from 'adminjs';

import {
  COUNT_BOUND,
  type ListColumn,
  type ListPort,
  type ListRow,
} from '../../platform/listing/list-port.js';
import { parseListFilters, parseListQuery } from '../../platform/listing/list-query.js';
import type { PanelAdmin, PanelList } from '../panel.ports.js';
import { withId } from './resource-options.js';
import { listOf } from './scoped-list.js';

const types: Readonly<Record<ListColumn['type'], PropertyType>> = {
  string: 'string',
  uuid: 'uuid',
  datetime: 'datetime',
  date: 'date',
  number: 'number',
  boolean: 'boolean',
  enum: 'string',
  badge: 'string',
  json: 'string',
};

/** A declared column as AdminJS knows properties; the title is the port's choice, not guessed by name. */
class PanelProperty extends BaseProperty {
  constructor(
    readonly column: ListColumn,
    position: number,
    private readonly title: boolean,
  ) {
    const isId = column.name === 'id';
    super({ path: column.name, type: types[column.type], isId, isSortable: column.sort === true, position });
  }

  override isTitle(): boolean {
    return this.title;
  }

  override isVisible(): boolean {
    return true;
  }

  override isEditable(): boolean {
    return false;
  }
}

interface FindOptions {
  readonly limit?: number;
  readonly offset?: number;
  readonly sort?: { readonly sortBy?: string; readonly direction?: 'asc' | 'desc' };
}

/**
 * A room's list as an AdminJS resource: reads go to the port with checked, typed queries; writes do not
 * exist. Rows leave with declared columns only, a list's rows with its list columns only.
 */
export class PanelResource extends BaseResource {
  readonly columns: readonly ListColumn[];

  constructor(readonly port: PanelList) {
    super(port);
    this.columns = withId(port.columns);
  }

  static override isAdapterFor(raw: unknown): boolean {
    return raw instanceof PanelResource;
  }

  override id(): string {
    return this.port.id;
  }

  override databaseName(): string {
    return 'WAOOAW';
  }

  override databaseType(): string {
    return 'other';
  }

  override properties(): BaseProperty[] {
    return this.columns.map(
      (column, index) => new PanelProperty(column, index + 1, column.name === this.port.titleColumn),
    );
  }

  override property(path: string): BaseProperty | null {
    return this.properties().find((property) => property.path() === path) ?? null;
  }

  override async find(filter: Filter, options: FindOptions, context?: ActionContext): Promise<BaseRecord[]> {
    const { sort, limit = 1, offset = 0 } = options;
    const query = parseListQuery(this.port, {
      filters: rawFilters(filter),
      sortBy: sort?.sortBy === this.port.defaultSort.column ? undefined : sort?.sortBy,
      direction: sort?.direction,
      perPage: String(limit),
      page: String(Math.floor(offset / Math.max(limit, 1)) + 1),
    });
    const rows = await this.readBy(context).find(query);
    return rows.map((row) => this.record(row, (column) => this.isListed(column)));
  }

  override async count(filter: Filter, context?: ActionContext): Promise<number> {
    return this.readBy(context).count(parseListFilters(this.port, rawFilters(filter)), COUNT_BOUND);
  }

  override async findOne(id: string, context?: ActionContext): Promise<BaseRecord | null> {
    const row = await this.readBy(context).findOne(id);
    return row ? this.record(row, ({ list, show }) => list !== false || show !== false) : null;
  }

  override async findMany(ids: (string | number)[], context?: ActionContext): Promise<BaseRecord[]> {
    const rows = await this.readBy(context).findMany(ids.map(String));
    return rows.map((row) => this.record(row, ({ list }) => list !== false));
  }

  override create(): never {
    throw useACommand();
  }

  override update(): never {
    throw useACommand();
  }

  override delete(): never {
    throw useACommand();
  }

  /** A read without a reader is a mistake of ours, and shows nothing. */
  private readBy(context: Pick<ActionContext, 'currentAdmin'> | undefined): ListPort {
    const reader = context?.currentAdmin as unknown as PanelAdmin | undefined;
    if (!reader) throw new Error(`${this.port.id}: nobody is named who reads this list`);
    return listOf(this.port, reader.role);
  }

  /** What is ticked is sent with its version. */
  private isListed({ name, list }: ListColumn): boolean {
    return list !== false || (name === 'version' && (this.port.commands?.ticked ?? []).length > 0);
  }

  private record(row: ListRow, shown: (column: ListColumn) => boolean): BaseRecord {
    const columns = this.columns.filter((column) => column.name === 'id' || shown(column));
    const labels = columns.flatMap(({ referenceLabel }) => referenceLabel ?? []);
    const names = [...columns.map(({ name }) => name), ...labels];
    return new BaseRecord(Object.fromEntries(names.map((name) => [name, plain(row[name])])), this);
  }
}

const useACommand = (): Error =>
  new Error('The panel does not write rows: changes are commands (POST /admin/commands/:name).');

/** AdminJS's parsed filter back to flat keys, `column` or `column~~from`. */
function rawFilters(filter: Filter): Record<string, string> {
  const raw: Record<string, string> = {};
  for (const [path, { value }] of Object.entries(filter.filters)) {
    if (typeof value === 'string') raw[path] = value;
    else for (const [part, text] of Object.entries(value)) raw[`${path}~~${part}`] = String(text);
  }
  return raw;
}

/** JSON-ready: instants as ISO strings, structures as JSON text (AdminJS would take them apart). */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
