/**
 * Jest's own circus, with test files imported by Node itself instead of into a context of their own: the
 * application's modules are loaded once per worker, not once per file. What a file leaves behind in its process
 * is seen by the next one: a test may not change what is global without undoing it.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';
import './native-modules.mjs';
import { jest } from './native-jest.mjs';

const require = createRequire(import.meta.url);
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');
const HANDLERS = Symbol.for('EVENT_HANDLERS');

/** Circus keeps its state on what is global: each file gets a new one. */
function forgetState() {
  delete globalThis[HANDLERS];
  delete globalThis[TIMEOUT];
  for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
    if (symbol.description === 'JEST_STATE_SYMBOL') delete globalThis[symbol];
  }
}

function requireAnew(path) {
  delete require.cache[path];
  return require(path);
}

/** Of Jest's runtime only what circus asks of it. */
const nativeRuntime = (runtime) => ({
  requireInternalModule: requireAnew,
  requireModule: require,
  setGlobalsForRuntime: () => {},
  unstable_shouldLoadAsEsm: () => true,
  unstable_importModule: (path) => import(pathToFileURL(path).href),
  isTornDown: () => false,
  __proto__: runtime,
});

export default async function runFile(globalConfig, config, environment, runtime, path, sendMessage) {
  Error.prepareStackTrace = undefined;
  globalThis.jest = jest;
  const native = { global: globalThis, __proto__: environment };
  try {
    return await circus.default(globalConfig, config, native, nativeRuntime(runtime), path, sendMessage);
  } finally {
    jest.restoreAllMocks();
    jest.useRealTimers();
    forgetState();
  }
}
