import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { parseInput } from '../platform/commands/parse-input.js';
import { isId } from '../platform/ids/new-id.js';
import type { ListColumn, ListFilter, ListPort, ListRow } from '../platform/listing/list-port.js';
import { panelErrors } from './panel.errors.js';
import { PanelCommands, PanelContent, type DataRequest } from './panel.ports.js';
import type { Reference, References } from './references-view.js';
import { mayRead } from './shell/panel-catalog.js';
import { listOf } from './shell/scoped-list.js';

const PAGE = 20;
const LAST_PAGE = 50;

const query = z.object({
  /** What was typed: part of a name, or a number. */
  q: z.string().normalize().trim().max(200).default(''),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).default(1),
  /** The record that is chosen already: only it is answered. */
  id: z.string().max(64).optional(),
  /** A record that cannot be chosen: the one that the form is of. */
  except: z.string().max(64).optional(),
});

/**
 * The records that a field of a command's form may name. A field says so once, by `reference: '<list>'` in its
 * schema; such lists alone are searched here, by who may press the command and read the list.
 */
@Injectable()
export class PanelReferences {
  private readonly lists: ReadonlyMap<string, PanelContent['lists'][number]>;

  constructor(
    content: PanelContent,
    private readonly commands: PanelCommands,
  ) {
    this.lists = new Map(content.lists.map((list) => [list.id, list]));
  }

  /** `references/<command>/<list>`. Null: no such command, or none of its fields names this list. */
  async read(
    [command = '', listId = '', ...rest]: readonly string[],
    { query: asked, admin }: Omit<DataRequest, 'params'>,
  ): Promise<References | null> {
    const list = this.lists.get(listId);
    const named = this.commands.references(command);
    if (!list || !named?.lists.includes(listId) || rest.length > 0) return null;
    if (!named.open(admin) || !mayRead(admin.role, list.roles)) throw forbidden();
    const { q, page, id, except } = parseInput(query, asked);
    const port = listOf(list, admin.role);
    if (id !== undefined) return { items: await one(port, id), more: false };
    const rows = await port.find({
      filters: found(port, q),
      sort: [{ column: port.titleColumn, direction: 'asc' }],
      limit: PAGE + 1,
      offset: (page - 1) * PAGE,
    });
    const items = rows.slice(0, PAGE).filter((row) => row.id !== except);
    return { items: items.map((row) => told(port, row)), more: rows.length > PAGE && page < LAST_PAGE };
  }
}

const forbidden = (): Error => panelErrors.page_forbidden('Your role does not choose among these records.');

async function one(port: ListPort, id: string): Promise<Reference[]> {
  const row = isId(id) ? await port.findOne(id) : null;
  return row ? [told(port, row)] : [];
}

/** By number where one was typed, else by the words that a record is known by. */
function found(port: ListPort, q: string): ListFilter[] {
  if (q === '') return [];
  const number = numberOf(port);
  const read = number && /\d/.test(q) ? number.read?.parse(q) : null;
  if (number && read !== null && read !== undefined)
    return [{ kind: 'equals', column: number.name, value: read }];
  return [{ kind: 'ilike', column: port.titleColumn, value: q }];
}

const numberOf = ({ columns }: ListPort): ListColumn | undefined => columns.find(({ read }) => read);

/** A record in words: its title, and beside it the number, address and state that its list shows. */
function told(port: ListPort, row: ListRow): Reference {
  const beside = port.columns.filter(
    ({ name, type, read }) => read ?? (name === 'email' || type === 'badge'),
  );
  const words = beside.map(({ name }) => row[name]).filter((value) => typeof value === 'string');
  const title = row[port.titleColumn];
  return {
    id: row.id,
    label: typeof title === 'string' ? title : row.id,
    hint: [...words, ...(row['active'] === false ? ['inactive'] : [])].join(' · '),
  };
}
