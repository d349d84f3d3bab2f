import { registerHooks } from 'node:module';
import '../../test/support/typescript-hooks.mjs';

const globals = new URL('native-jest.mjs', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: globals, shortCircuit: true } : next(specifier, context),
});
process.setSourceMapsEnabled(true);
