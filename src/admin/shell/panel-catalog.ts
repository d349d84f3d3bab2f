import type { ListPort } from '../../platform/listing/list-port.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { PanelAdmin, PanelContent, PanelPage } from '../panel.ports.js';

/** What an address of the panel asks for, by the names AdminJS gives to its routes' parts. */
export interface PanelTarget {
  /** Name of AdminJS's controller method: `resource`, `resourceAction`, `recordAction`, `page`, … */
  readonly kind: string;
  readonly params: Readonly<Record<string, string | undefined>>;
}

export type PanelDecision =
  | { readonly status: 200; readonly list?: ListPort; readonly page?: PanelPage }
  | { readonly status: 403 | 404 };

export interface NavigationEntry {
  readonly label: string;
  readonly href: string;
  readonly icon: string;
}

export interface NavigationGroup {
  readonly title: string | null;
  readonly items: readonly NavigationEntry[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const missing: PanelDecision = { status: 404 };
const forbidden: PanelDecision = { status: 403 };

/** The allow-list of the panel: which lists, records and pages exist, and who may see them. */
export class PanelCatalog {
  private readonly lists: ReadonlyMap<string, ListPort>;
  private readonly pages: ReadonlyMap<string, PanelPage>;

  constructor(content: Pick<PanelContent, 'lists' | 'pages'>) {
    this.lists = uniqueBy(content.lists, ({ id }) => id);
    this.pages = uniqueBy(content.pages, ({ name }) => name);
  }

  /**
   * Asked before AdminJS sees anything. Only the dashboard, a list (`list`), a record (`show`) and a page
   * exist; every other action AdminJS knows (search, bulk, new, edit, delete) is not there.
   */
  decide({ kind, params }: PanelTarget, admin: PanelAdmin): PanelDecision {
    switch (kind) {
      case 'index':
        return { status: 200 };
      case 'resource':
        return this.listFor(params['resourceId'], admin);
      case 'resourceAction':
        return params['action'] === 'list' && params['query'] === undefined
          ? this.listFor(params['resourceId'], admin)
          : missing;
      case 'recordAction':
        return params['action'] === 'show' && UUID.test(params['recordId'] ?? '')
          ? this.listFor(params['resourceId'], admin)
          : missing;
      case 'page':
        return this.pageFor(params['pageName'], admin);
      default:
        return missing;
    }
  }

  listsOf(role: StaffRole): ListPort[] {
    return [...this.lists.values()].filter(({ roles }) => mayRead(role, roles));
  }

  pagesOf(role: StaffRole): PanelPage[] {
    return [...this.pages.values()].filter(({ roles }) => mayRead(role, roles));
  }

  /** The side bar of a role: ungrouped entries first, then sections by their first entry's order. */
  navigation(role: StaffRole, root: string): NavigationGroup[] {
    const entries = [
      ...this.listsOf(role)
        .filter(({ navigation }) => !navigation.hidden)
        .map(({ id, title, navigation }) => ({
          ...navigation,
          label: title,
          href: `${root}/resources/${id}`,
        })),
      ...this.pagesOf(role).map(({ name, title, navigation }) => ({
        ...navigation,
        label: title,
        href: `${root}/pages/${name}`,
      })),
    ].sort((one, other) => one.order - other.order);
    const home = { label: 'Today', href: root, icon: 'Home' };
    const groups = new Map<string | null, NavigationEntry[]>([[null, [home]]]);
    for (const { section, label, href, icon } of entries) {
      const title = section ?? null;
      groups.set(title, [...(groups.get(title) ?? []), { label, href, icon }]);
    }
    return [...groups].map(([title, items]) => ({ title, items }));
  }

  private listFor(id: string | undefined, admin: PanelAdmin): PanelDecision {
    const list = this.lists.get(id ?? '');
    if (!list) return missing;
    return mayRead(admin.role, list.roles) ? { status: 200, list } : forbidden;
  }

  private pageFor(name: string | undefined, admin: PanelAdmin): PanelDecision {
    const page = this.pages.get(name ?? '');
    if (!page) return missing;
    return mayRead(admin.role, page.roles) ? { status: 200, page } : forbidden;
  }
}

/** `admin` sees what any role sees. */
export const mayRead = (role: StaffRole, roles: readonly StaffRole[]): boolean =>
  role === 'admin' || roles.includes(role);

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
  const map = new Map(items.map((item) => [key(item), item]));
  if (map.size !== items.length) throw new Error('Two lists or two pages of the panel have the same name.');
  return map;
}
