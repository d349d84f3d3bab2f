import {
  COUNT_BOUND,
  type ListPort,
  type ListQuery,
  type ListRow,
} from '../../platform/listing/list-port.js';
import { parseListQuery, type RawListQuery } from '../../platform/listing/list-query.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { DashboardItem, DashboardList, DashboardTile, DashboardView } from '../panel-views.js';
import type { PanelAdmin, PanelDataSource, PanelList } from '../panel.ports.js';
import { mayRead } from '../shell/panel-catalog.js';
import { listOf } from '../shell/scoped-list.js';
import { LISTS, TILES, type Asked, type DashboardListSpec, type TileSpec } from './dashboard.js';

const ROOT = '/admin/resources';
const SHOWN = 6;

/** The first page after login: what needs a hand today, counted from the lists that this reader may open. */
export function dashboardSource(
  lists: readonly PanelList[],
  roles: readonly StaffRole[],
  now: () => Promise<Date>,
  words: Readonly<Record<string, string>>,
): PanelDataSource {
  const board = new Dashboard(lists, words);
  return { path: 'dashboard', roles, read: async ({ admin }) => board.view(admin, await now()) };
}

class Dashboard {
  private readonly lists: ReadonlyMap<string, PanelList>;

  /** @throws ListQueryError when a part asks for what its list does not offer */
  constructor(
    lists: readonly PanelList[],
    private readonly words: Readonly<Record<string, string>>,
  ) {
    this.lists = new Map(lists.map((list) => [list.id, list]));
    for (const part of [...TILES, ...LISTS]) {
      const list = this.lists.get(part.list);
      if (list) queryOf(list, part, new Date(0));
    }
  }

  async view(admin: PanelAdmin, now: Date): Promise<DashboardView> {
    const open = <S extends Asked>(parts: readonly S[]): [S, ListPort][] =>
      parts.flatMap((part) => {
        const list = this.lists.get(part.list);
        return list && mayRead(admin.role, list.roles) ? [[part, listOf(list, admin.role)]] : [];
      });
    return {
      tiles: await Promise.all(open(TILES).map(([part, list]) => tile(part, list, now))),
      lists: await Promise.all(open(LISTS).map(([part, list]) => block(part, list, now, this.words))),
    };
  }
}

async function tile(spec: TileSpec, list: ListPort, now: Date): Promise<DashboardTile> {
  const value = await list.count(queryOf(list, spec, now).filters, COUNT_BOUND);
  return {
    label: spec.label,
    note: spec.note,
    value: value >= COUNT_BOUND ? '10,000+' : value,
    href: href(spec, now),
    tone: value > 0 ? spec.tone : 'plain',
  };
}

async function block(
  spec: DashboardListSpec,
  list: ListPort,
  now: Date,
  known: Readonly<Record<string, string>>,
): Promise<DashboardList> {
  const rows = await list.find(queryOf(list, spec, now));
  const item = (row: ListRow): DashboardItem => ({
    title: words(row[spec.item.title]) || row.id.slice(-8),
    text: spec.item.text.flatMap((name) => spoken(row[name], known) || []).join(' · '),
    href: `${ROOT}/${list.id}/records/${row.id}/show`,
    ...(row[spec.item.at] ? { at: words(row[spec.item.at]) } : {}),
    ...(spec.item.state && row[spec.item.state] ? { state: words(row[spec.item.state]) } : {}),
  });
  return { title: spec.title, href: href(spec, now), empty: spec.empty, items: rows.map(item) };
}

const rawOf = ({ filters }: Asked, now: Date): Readonly<Record<string, string>> =>
  typeof filters === 'function' ? filters(now) : filters;

function queryOf(list: ListPort, asked: Asked & Partial<DashboardListSpec>, now: Date): ListQuery {
  const raw: RawListQuery = {
    filters: rawOf(asked, now),
    sortBy: asked.sortBy,
    direction: asked.direction,
    perPage: String(SHOWN),
  };
  return parseListQuery(list, raw);
}

/** The list with the same filters, so that a number leads to what it counts. */
function href(asked: Asked & Partial<DashboardListSpec>, now: Date): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(rawOf(asked, now))) query.set(`filters.${key}`, value);
  if (asked.sortBy) query.set('sortBy', asked.sortBy);
  if (asked.direction) query.set('direction', asked.direction);
  const text = query.toString();
  return `${ROOT}/${asked.list}${text === '' ? '' : `?${text}`}`;
}

const words = (value: unknown): string =>
  value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : '';

/** `customer_wait` as people write it; what people wrote themselves stays. */
function spoken(value: unknown, known: Readonly<Record<string, string>>): string {
  const text = words(value);
  if (Object.hasOwn(known, text)) return known[text] ?? text;
  return /^[a-z]+(_[a-z]+)+$/.test(text) ? text.replaceAll('_', ' ') : text;
}
