import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | undefined;

/**
 * The absolute path of the code root: the folder that holds package.json.
 * The same from `src` (tests) and from `dist/src` (built code), because the build keeps the layout.
 * @throws Error when no folder above this file holds a package.json.
 */
export function projectRoot(): string {
  found ??= walkUp(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function walkUp(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder)
      throw new Error(`No package.json found in ${start} or any folder above it.`);
  }
}

/**
 * The folder that holds `src`, `migrations` and `scripts` of the code that is running:
 * the project root itself under Jest, `dist` when built.
 */
export function codeRoot(): string {
  return dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
}
