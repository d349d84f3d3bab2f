import { registerHooks } from 'node:module';

/**
 * AdminJS's entry loads its bundler (rollup, babel), its whole React front end and a design system of 200
 * modules into the server, which only needs its resource and action classes. Installed before the first
 * import of `adminjs`, this replaces them by stubs: some 130 MB of resident memory and a second of start.
 * The build of the bundles must not install it.
 */
const stubs: Readonly<Record<string, string>> = {
  'adminjs/lib/backend/bundler/components.bundler.js': `
    const refuse = () => { throw new Error('The panel is bundled by scripts/build-panel.mjs, never at run time.'); };
    export default { createEntry: refuse, build: refuse, watch: refuse, getOutput: refuse };`,
  'adminjs/lib/frontend/components/index.js': 'export {};',
  'adminjs/lib/frontend/hoc/index.js': 'export {};',
  'adminjs/lib/frontend/hooks/index.js': 'export {};',
  'adminjs/lib/frontend/utils/api-client.js': 'export class ApiClient {} export default ApiClient;',
  '@adminjs/design-system/build/index.js': `
    export { combineStyles } from './utils/combine-styles.js';
    export { DEFAULT_DRAWER_WIDTH } from './constants.js';`,
};

/**
 * Runs `load` (which imports AdminJS) with the stubs in place and takes them away again. Throws when a stub
 * was not used: AdminJS was imported before, or a new version moved its files.
 */
export async function withSlimAdminJs<T>(load: () => Promise<T>): Promise<T> {
  const unused = new Set(Object.keys(stubs));
  const hooks = registerHooks({
    load(url, context, nextLoad) {
      const target = Object.keys(stubs).find((path) => url.endsWith(`/node_modules/${path}`));
      const source = target === undefined ? undefined : stubs[target];
      if (target === undefined || source === undefined) return nextLoad(url, context);
      unused.delete(target);
      return { format: 'module', source, shortCircuit: true };
    },
  });
  try {
    const loaded = await load();
    if (unused.size > 0)
      throw new Error(`These parts of AdminJS were not replaced: ${[...unused].join(', ')}`);
    return loaded;
  } finally {
    hooks.deregister();
  }
}
