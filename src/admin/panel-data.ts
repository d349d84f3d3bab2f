import { Injectable } from '@nestjs/common';

import { isId } from '../platform/ids/new-id.js';
import type { ListPort, ListRow, TickedCommand } from '../platform/listing/list-port.js';
import { addressed, decode, forbidden } from './addressed.js';
import {
  PanelCommands,
  PanelContent,
  type CommandDescription,
  type DataRequest,
  type PanelAdmin,
} from './panel.ports.js';
import { PanelReferences } from './references.js';
import { onList } from './shell/on-list.js';
import { mayRead } from './shell/panel-catalog.js';
import { listOf } from './shell/scoped-list.js';

const CUSTOMERS = 'customers';

type Offer = CommandDescription & {
  readonly subjectId: string | null;
  /** Where the press leads: the list whose record the result names. */
  readonly opens?: string;
  /** Heading below which it stands in a menu. */
  readonly group?: string;
};

interface Offers {
  readonly actions: readonly Offer[];
  /** IANA zone of the customer whom the record belongs to; absent without one. */
  readonly zone?: string;
}

/** Finds and reads the source behind an address under `/admin/data/`; roles are checked here, once. */
@Injectable()
export class PanelData {
  constructor(
    private readonly content: PanelContent,
    private readonly commands: PanelCommands,
    private readonly references: PanelReferences,
  ) {
    const unknown = content.lists.flatMap(offeredBy).filter((name) => !commands.knows(name));
    if (unknown.length > 0) throw new Error(`Lists offer commands that do not exist: ${unknown.join(', ')}`);
    const bare = content.lists.find(({ commands: has, columns }) => has?.ticked && !columns.some(isVersion));
    if (bare) throw new Error(`The rows of ${bare.id} can be ticked, but the list has no version of them`);
  }

  /** Null: no such address, or nothing there. Throws 403 when the role may not read it. */
  async read(path: string, request: Omit<DataRequest, 'params'>): Promise<object | null> {
    const [first = '', ...rest] = path.split('/').map(decode);
    if (first === 'actions') return this.actions(rest, request.admin);
    if (first === 'ticked') return this.ticked(rest, request.admin);
    if (first === 'references') return this.references.read(rest, request);
    const found = addressed(this.content.data, path, request.admin.role);
    return found ? found.source.read({ ...request, params: found.params }) : null;
  }

  /** The buttons of a list, of a record, or of the rows that belong to a record. */
  private async actions(
    [listId = '', id, relatedId, ...rest]: readonly string[],
    admin: PanelAdmin,
  ): Promise<object | null> {
    const list = this.content.lists.find((port) => port.id === listId);
    if (!list || rest.length > 0) return null;
    if (!mayRead(admin.role, list.roles)) throw forbidden();
    if (id === undefined) return primary(await this.offers(onList(list), null, admin), list.commands?.create);
    const row = isId(id) ? await listOf(list, admin.role).findOne(id) : null;
    if (!row) return null;
    const zone = await this.zoneOf(listId, row);
    if (relatedId === undefined)
      return { ...leading(list, await this.offers(list.commands?.record ?? [], row, admin)), ...zone };
    const related = list.related?.find((one) => one.list === relatedId);
    if (!related) return null;
    const made = related.create ? [related.create] : [];
    const offers = await this.offers(made, { id, version: row['version'] }, admin);
    return { ...leading(list, primary(offers, related.create)), ...zone };
  }

  /** What can be done with the rows of a list that are ticked, as forms that ask for everything but the rows. */
  private async ticked([listId, ...rest]: readonly string[], admin: PanelAdmin): Promise<object | null> {
    const list = this.content.lists.find((port) => port.id === listId);
    if (!list || rest.length > 0) return null;
    if (!mayRead(admin.role, list.roles)) throw forbidden();
    const open = list.commands?.ticked ?? [];
    const { actions } = await this.offers(names(open), null, admin);
    return { actions: actions.flatMap((offer) => ofRows(offer, open)) };
  }

  private async zoneOf(listId: string, row: ListRow): Promise<Pick<Offers, 'zone'>> {
    const customers = this.content.lists.find(({ id }) => id === CUSTOMERS);
    const of = row['customerId'];
    const found = typeof of === 'string' ? await customers?.findOne(of) : null;
    const zone = (listId === CUSTOMERS ? row : found)?.['timezone'];
    return typeof zone === 'string' ? { zone } : {};
  }

  private async offers(names: readonly string[], row: ListRow | null, admin: PanelAdmin): Promise<Offers> {
    const subjectId = row?.id ?? null;
    const described = await this.commands.describe(names, admin, subjectId);
    return { actions: described.map((one) => ({ ...withRow(one, row), subjectId })) };
  }
}

/** What makes a new row is what such a page is mostly opened for. */
const primary = ({ actions }: Offers, made: string | undefined): Offers => ({
  actions: actions.map((one) => (one.command === made ? { ...one, tone: 'primary' } : one)),
});
const groupOf = (groups: Readonly<Record<string, readonly string[]>>, command: string): string | undefined =>
  Object.keys(groups).find((title) => groups[title]?.includes(command));

/** What a press makes opens, where the list says so. */
const leading = ({ commands }: ListPort, { actions }: Offers): Offers => ({
  actions: actions.map((one) => {
    const opens = commands?.opens?.[one.command];
    const group = groupOf(commands?.groups ?? {}, one.command);
    return {
      ...one,
      ...(opens === undefined ? {} : { opens }),
      ...(group === undefined ? {} : { group }),
    };
  }),
});
const isVersion = ({ name }: ListPort['columns'][number]): boolean => name === 'version';
const names = (ticked: readonly TickedCommand[]): string[] => ticked.map(({ command }) => command);

/** A form of ticked rows does not ask by which other rule rows could be chosen. */
function ofRows(offer: Offer, ticked: readonly TickedCommand[]): object[] {
  const { rows, instead = [], opens } = ticked.find(({ command }) => command === offer.command) ?? {};
  if (rows === undefined) return [];
  const { properties = {}, ...schema } = offer.schema as { properties?: object };
  const asked = Object.entries(properties).filter(([name]) => !instead.includes(name));
  const leads = opens === undefined ? {} : { opens };
  return [{ ...offer, ...leads, rows, schema: { ...schema, properties: Object.fromEntries(asked) } }];
}
const offeredBy = (list: ListPort): string[] => [
  ...onList(list),
  ...(list.commands?.record ?? []),
  ...names(list.commands?.ticked ?? []),
  ...(list.related ?? []).flatMap((related) => related.create ?? []),
];

/** A record's form starts with the record's own values, where schema and row share a name. */
function withRow(offer: CommandDescription, row: ListRow | null): CommandDescription {
  const properties = Object.keys((offer.schema?.['properties'] as object | undefined) ?? {});
  if (!row || properties.length === 0) return offer;
  const shared = properties.filter((name) => row[name] !== undefined && row[name] !== null);
  return {
    ...offer,
    defaults: { ...Object.fromEntries(shared.map((name) => [name, row[name]])), ...offer.defaults },
  };
}
