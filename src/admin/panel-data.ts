import { Injectable } from '@nestjs/common';

import type { ListPort } from '../platform/listing/list-port.js';
import { panelErrors } from './panel.errors.js';
import {
  PanelCommands,
  PanelContent,
  type CommandDescription,
  type DataRequest,
  type PanelAdmin,
  type PanelDataSource,
} from './panel.ports.js';
import { mayRead } from './shell/panel-catalog.js';

type Offer = CommandDescription & { readonly command: string; readonly subjectId: string | null };

/** Finds and reads the source behind an address under `/admin/data/`; roles are checked here, once. */
@Injectable()
export class PanelData {
  private readonly sources: readonly PanelDataSource[];

  constructor(
    private readonly content: PanelContent,
    private readonly commands: PanelCommands,
  ) {
    this.sources = content.data;
    const offered = content.lists.flatMap((list) => [...create(list), ...(list.commands?.record ?? [])]);
    const unknown = offered.filter((name) => !commands.knows(name));
    if (unknown.length > 0) throw new Error(`Lists offer commands that do not exist: ${unknown.join(', ')}`);
  }

  /** Null: no such address, or nothing there. Throws 403 when the role may not read it. */
  async read(path: string, request: Omit<DataRequest, 'params'>): Promise<object | null> {
    const [first = '', list = '', id, ...rest] = path.split('/').map(decode);
    if (first === 'actions' && rest.length === 0) return this.actions(list, id ?? null, request.admin);
    for (const source of this.sources) {
      const params = matchPath(source.path, path);
      if (!params) continue;
      if (!mayRead(request.admin.role, source.roles)) throw forbidden();
      return source.read({ ...request, params });
    }
    return null;
  }

  /** The buttons of a list (`id` null) or of a record. */
  private async actions(listId: string, id: string | null, admin: PanelAdmin): Promise<object | null> {
    const list = this.content.lists.find((port) => port.id === listId);
    if (!list) return null;
    if (!mayRead(admin.role, list.roles)) throw forbidden();
    const row = id === null ? null : await list.findOne(id);
    if (id !== null && !row) return null;
    const names = id === null ? create(list) : (list.commands?.record ?? []);
    const offers: Offer[] = [];
    for (const name of names) {
      const offer = await this.commands.describe(name, admin, id);
      if (offer) offers.push({ ...withRow(offer, row), command: name, subjectId: id });
    }
    return { actions: offers };
  }
}

const create = (list: ListPort): string[] => (list.commands?.create ? [list.commands.create] : []);
const forbidden = (): Error => panelErrors.page_forbidden('Your role does not open this part of the panel.');

/** A record's form starts with the record's own values, where schema and row share a name. */
function withRow(
  offer: CommandDescription,
  row: Readonly<Record<string, unknown>> | null,
): CommandDescription {
  const properties = Object.keys((offer.schema?.['properties'] as object | undefined) ?? {});
  if (!row || properties.length === 0) return offer;
  const shared = properties.filter((name) => row[name] !== undefined && row[name] !== null);
  return {
    ...offer,
    defaults: { ...Object.fromEntries(shared.map((name) => [name, row[name]])), ...offer.defaults },
  };
}

/** `customers/:id/onboarding` against `customers/42/onboarding`: `{ id: '42' }`, or null. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/').map(decode);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
