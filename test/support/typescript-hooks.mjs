import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync, version } from '@swc/core';

const cache = fileURLToPath(new URL('../../node_modules/.cache/tests-modules/', import.meta.url));
const settings = readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8');
mkdirSync(cache, { recursive: true });

/** Each worker and each child of a test loads the whole application: what was translated once is read. */
function translated(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256').update([version, settings, filename, source].join('\0')).digest('hex');
  const kept = `${cache}${key}.js`;
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = transformSync(source, { filename, sourceMaps: 'inline' });
    writeFileSync(`${kept}.${process.pid}`, code);
    renameSync(`${kept}.${process.pid}`, kept);
    return code;
  }
}

/** Lets a child process of a test run the TypeScript sources themselves: node --import <this file> child.ts */
registerHooks({
  resolve(specifier, context, next) {
    if (
      specifier.startsWith('.') &&
      specifier.endsWith('.js') &&
      !context.parentURL?.includes('/node_modules/')
    ) {
      try {
        return next(specifier.replace(/\.js$/, '.ts'), context);
      } catch {
        return next(specifier, context);
      }
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    return { format: 'module', source: translated(fileURLToPath(url)), shortCircuit: true };
  },
});
