import type { ActionContext, ResourceOptions } from 'adminjs';

import type { ListColumn, ListPort } from '../../platform/listing/list-port.js';
import type { PanelAdmin } from '../panel.ports.js';
import { onList } from './on-list.js';
import { mayRead } from './panel-catalog.js';

const off = { isAccessible: false, isVisible: false } as const;

export interface RecordPart {
  readonly title: string;
  readonly component: string;
}

/** A port as AdminJS's resource options. Only the role decides visibility, and synchronously: AdminJS takes
 * the promise of an async `isAccessible` for a yes. */
export function resourceOptions(
  port: ListPort,
  parts: readonly RecordPart[],
  lists: readonly ListPort[],
): ResourceOptions {
  const allowed = ({ currentAdmin }: ActionContext): boolean =>
    mayRead((currentAdmin as unknown as PanelAdmin).role, port.roles);
  const visible = { isAccessible: allowed, isVisible: allowed };
  const custom = pageMeta(port, parts, lists);
  const showFilter = port.columns.some(({ filter }) => filter !== undefined);
  return {
    id: port.id,
    navigation: port.navigation.hidden
      ? false
      : { name: port.navigation.section ?? null, icon: port.navigation.icon },
    titleProperty: port.titleColumn,
    sort: { sortBy: port.defaultSort.column, direction: port.defaultSort.direction },
    properties: Object.fromEntries(
      withId(port.columns).map((column, index) => [
        column.name,
        propertyOptions(column, index, isLabel(port, column)),
      ]),
    ),
    actions: {
      list: { ...visible, showFilter, custom },
      show: { ...visible, custom },
      new: off,
      edit: off,
      delete: off,
      bulkDelete: off,
      search: off,
    },
  };
}

/** The words of a reference are shown in its link, not once more beside it. */
const isLabel = (port: ListPort, { name }: ListColumn): boolean =>
  port.columns.some(({ referenceLabel }) => referenceLabel === name);

function propertyOptions(
  column: ListColumn,
  index: number,
  label: boolean,
): NonNullable<ResourceOptions['properties']>[string] {
  return {
    position: index + 1,
    isVisible: {
      list: column.list !== false && !label,
      show: column.show !== false && !label,
      filter: column.filter !== undefined,
      edit: false,
    },
    components: { list: 'Cell', show: 'Cell', filter: 'ColumnFilter' },
    custom: {
      type: column.type,
      filter: column.filter ?? null,
      label: column.label ?? words(column.name),
      age: column.age ?? false,
      enumValues: column.enumValues ?? [],
      example: column.read?.example ?? null,
      reference: column.reference ?? null,
      referenceLabel: column.referenceLabel ?? null,
    },
  };
}

const idColumn: ListColumn = { name: 'id', type: 'uuid', list: false, show: false };

/** Every row has an id; a port need not declare it, and it is not shown unless it is declared. */
export const withId = (columns: readonly ListColumn[]): readonly ListColumn[] =>
  columns.some(({ name }) => name === 'id') ? columns : [idColumn, ...columns];

/** What `components/column-meta.ts` reads as `PageMeta`. */
function pageMeta(
  port: ListPort,
  parts: readonly RecordPart[],
  lists: readonly ListPort[],
): Record<string, unknown> {
  const related = (port.related ?? []).map(({ list, by, title, create }) => ({
    id: list,
    title: title ?? lists.find(({ id }) => id === list)?.title ?? list,
    list,
    by,
    creates: create !== undefined,
  }));
  return {
    title: port.title,
    titleColumn: port.titleColumn,
    statusColumn: port.columns.find(({ type }) => type === 'badge')?.name ?? null,
    listCommands: onList(port),
    hasTicks: (port.commands?.ticked ?? []).length > 0,
    recordCommands: port.commands?.record ?? [],
    search: searchOf(port),
    tabs: [
      ...parts.map(({ title, component }) => ({ id: title.toLowerCase(), title, component })),
      { id: 'details', title: 'Details', component: 'Details' },
      ...related,
    ],
  };
}

/** What the search box of a list looks through: the column a record is known by, and its number where it has one. */
function searchOf({ columns, titleColumn }: ListPort): Record<string, unknown> | null {
  const title = columns.find(({ name, filter }) => name === titleColumn && filter === 'ilike');
  const number = columns.find(({ name, filter, read }) => name === 'number' && filter && read);
  if (!title) return null;
  return {
    column: title.name,
    number: number?.name ?? null,
    label: [title.label ?? words(title.name), number?.label].filter(Boolean).join(' or '),
  };
}

/** `createdAt` → "Created at". */
function words(name: string): string {
  const spaced = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
