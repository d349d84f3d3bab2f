import type { AdminJSOptions } from 'adminjs';

import type { PanelContent } from '../panel.ports.js';
import { PanelResource } from './panel-resource.js';
import { resourceOptions } from './resource-options.js';

export const PANEL_ROOT = '/admin';

/** AdminJS as a shell: its resources are the rooms' lists; it has no database, no writes, no login. */
export function adminJsOptions({ lists, pages, recordParts }: PanelContent): AdminJSOptions {
  return {
    rootPath: PANEL_ROOT,
    loginPath: `${PANEL_ROOT}/login`,
    logoutPath: `${PANEL_ROOT}/logout`,
    databases: [],
    resources: lists.map((port) => ({
      resource: new PanelResource(port),
      options: resourceOptions(port, recordParts[port.id] ?? [], lists),
    })),
    pages: Object.fromEntries(
      pages.map(({ name, component, navigation }) => [name, { component, icon: navigation.icon }]),
    ),
    dashboard: { component: 'Dashboard' },
    branding: { companyName: 'WAOOAW Onboarding', logo: false, withMadeWithLove: false },
    locale: { language: 'en', availableLanguages: ['en'] },
    settings: { defaultPerPage: 25 },
  };
}
