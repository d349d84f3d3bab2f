import type { AdminModuleOptions } from '@adminjs/nestjs';

import type { PanelContent, PanelSettings } from '../panel.ports.js';
import { withSlimAdminJs } from './slim-adminjs.js';

/**
 * The first import of AdminJS in the process, with everything it reads from the environment at that moment.
 * @throws Error outside `NODE_ENV=production`: AdminJS would bundle in the background and serve 14 MB of
 *   development files. What this deployment may do is said by DEPLOYMENT, not by NODE_ENV.
 */
export async function loadAdminJs(
  content: PanelContent,
  settings: PanelSettings,
): Promise<AdminModuleOptions> {
  if (process.env['NODE_ENV'] !== 'production') {
    throw new Error('The panel needs NODE_ENV=production (tests too): AdminJS bundles itself otherwise.');
  }
  process.env['ADMIN_JS_SKIP_BUNDLE'] = 'true';
  const load = async (): Promise<AdminModuleOptions> => {
    const { adminJsOptions } = await import('./adminjs-options.js');
    return { adminJsOptions: adminJsOptions(content) };
  };
  return settings.slim ? withSlimAdminJs(load) : load();
}
