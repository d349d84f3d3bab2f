import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/process/project-root.js';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(join(projectRoot(), 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Entry>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** What `npm ci` on a fresh clone stumbles over. */
describe('package-lock.json', () => {
  it('holds every optional package of every platform', () => {
    const missing = locked.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isFound(path, name)),
    );
    expect(missing).toEqual([]);
  });

  it('pins each package by integrity and names no registry', () => {
    expect(locked.filter(([, entry]) => !entry.integrity || entry.resolved).map(([path]) => path)).toEqual(
      [],
    );
  });
});

/** As Node looks a package up: beside the one that asks, then further out. */
function isFound(from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const base = folder.startsWith('node_modules/') ? folder : '';
    if (`${base ? `${base}/` : ''}node_modules/${name}` in packages) return true;
    if (!base) return false;
  }
}
