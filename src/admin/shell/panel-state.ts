import { combineStyles } from '@adminjs/design-system';
import { initializeStore, type AdminJS } from 'adminjs';

import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import { escapeJson } from '../http/panel-html.js';
import type { PanelAdmin, PanelSettings } from '../panel.ports.js';
import type { PanelCatalog } from './panel-catalog.js';
import { PANEL_THEME } from './panel-theme.js';

interface ReduxState {
  readonly resources: readonly {
    readonly id: string;
    readonly actions: readonly { readonly name: string }[];
  }[];
  readonly pages: readonly { readonly name: string }[];
  readonly [part: string]: unknown;
}

/**
 * The state a page starts with, as JSON that may stand in its document. AdminJS's part (13 kB a list) is
 * made once per role and holds only what that role may see; the account's part is added for each request.
 */
export class PanelState {
  private readonly parts = new Map<StaffRole, Promise<string>>();
  private readonly theme = escapeJson(combineStyles(PANEL_THEME));

  constructor(
    private readonly adminJs: AdminJS,
    private readonly catalog: PanelCatalog,
    private readonly settings: PanelSettings,
    private readonly logo: string,
  ) {}

  async of({ id, email, name, role }: PanelAdmin): Promise<string> {
    const redux = await this.reduxOf(role);
    const session = escapeJson({ id, email, name, role });
    const panel = escapeJson(await this.panel(role));
    return `{"redux":${redux},"theme":${this.theme},"session":${session},"panel":${panel}}`;
  }

  private async panel(role: StaffRole): Promise<object> {
    const { rootPath, logoutPath } = this.adminJs.options;
    return {
      deployment: this.settings.deployment,
      support: await this.settings.support(),
      clockOffsetMs: await this.settings.clockOffsetMs(),
      words: this.settings.words,
      offeredPlatforms: this.settings.offeredPlatforms,
      navigation: this.catalog.navigation(role, rootPath),
      lists: this.catalog.listsOf(role).map(({ id }) => id),
      logo: this.logo,
      paths: { root: rootPath, logout: logoutPath },
    };
  }

  private reduxOf(role: StaffRole): Promise<string> {
    const kept = this.parts.get(role) ?? this.make(role);
    this.parts.set(role, kept);
    return kept;
  }

  private async make(role: StaffRole): Promise<string> {
    const store = await initializeStore(this.adminJs, { email: '', role });
    const state = store.getState() as unknown as ReduxState;
    const lists = new Set(this.catalog.listsOf(role).map(({ id }) => id));
    const pages = new Set(this.catalog.pagesOf(role).map(({ name }) => name));
    const resources = state.resources
      .filter(({ id }) => lists.has(id))
      .map((resource) => ({ ...resource, actions: resource.actions.filter(({ name }) => shown.has(name)) }));
    return escapeJson({
      ...state,
      resources,
      pages: state.pages.filter(({ name }) => pages.has(name)),
      session: null,
    });
  }
}

/** AdminJS's other actions do not exist here; a page need not name them. */
const shown = new Set(['list', 'show']);
