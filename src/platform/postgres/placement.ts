import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { initOwner, runsAsRoot } from './owner.js';
import type { Owner } from './owner.js';
import { EmbeddedPostgresError, useYourOwn } from './postgres.errors.js';

/** Where the server's programs and its data are, for the user it runs as. */
export interface Placement {
  readonly binaries: string;
  /** The folder that holds the data folder. */
  readonly home: string;
}

const SYSTEM = '/var/lib';
const NAME = 'onboarding-backoffice';

/**
 * In place when the server's user can reach both; that is tried, not guessed. A checkout in a home that is
 * closed to others (mode 0700) is not reachable for the user that root must run Postgres as: then the
 * programs are linked, and the data kept, below /var/lib.
 * @param dataDir the data folder of this instance; holds the id that names its place elsewhere
 */
export function place(binaries: Binaries, dataDir: string): Placement {
  if (!runsAsRoot()) return { binaries: binaries.folder, home: dataDir };
  const owner = initOwner();
  chmodSync(dataDir, 0o711);
  const away = awayFolder(dataDir);
  const stayed = existsSync(join(dataDir, 'pg'));
  const moved = !stayed && existsSync(join(away, 'pg'));
  const reachable = { binaries: runs(binaries.folder, owner), home: reaches(dataDir, owner) };
  return {
    binaries: reachable.binaries ? binaries.folder : linkedBinaries(binaries, owner),
    home: reachable.home && !moved ? dataDir : claimAway(away, dataDir),
  };
}

function runs(folder: string, owner: Owner): boolean {
  const script = 'test -r "$1/share/postgresql/postgres.bki" && exec "$1/bin/postgres" --version';
  return spawnSync('/bin/sh', ['-c', script, 'sh', folder], { ...owner, cwd: '/' }).status === 0;
}

function reaches(folder: string, owner: Owner): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...owner, cwd: '/' }).status === 0;
}

function linkedBinaries(binaries: Binaries, owner: Owner): string {
  const parent = join(SYSTEM, NAME);
  const target = join(parent, `bin-${binaries.version}`);
  if (runs(target, owner)) return target;
  makeOpenFolder(parent);
  const fresh = `${target}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  linkTree(binaries.folder, fresh);
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  if (runs(target, owner)) return target;
  const why = `its programs do not run for an ordinary user, in ${binaries.folder} or in ${target}`;
  throw new EmbeddedPostgresError(`The embedded Postgres cannot run here: ${why}. ${useYourOwn}`);
}

/** The same files under another name where one disk holds both, copies elsewhere; readable for all. */
function linkTree(from: string, to: string): void {
  makeOpenFolder(to);
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    const entry = lstatSync(source);
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkFile(source, target, (entry.mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

function linkFile(source: string, target: string, mode: number): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
  chmodSync(target, mode);
}

function makeOpenFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}

/** Named by an id that lies in the data folder, so that a moved checkout finds its database again. */
function awayFolder(dataDir: string): string {
  const file = join(dataDir, 'instance-id');
  if (!existsSync(file)) writeFileSync(file, randomBytes(8).toString('hex'), { mode: 0o600 });
  const folder = join(SYSTEM, `${NAME}-${readFileSync(file, 'utf8').trim()}`);
  if (!belongsToAnother(folder, dataDir)) return folder;
  rmSync(file);
  return awayFolder(dataDir);
}

/** A copied data folder carries the id of its original: the original keeps the database. */
function belongsToAnother(folder: string, dataDir: string): boolean {
  const owner = ownerFile(folder);
  if (!existsSync(owner)) return false;
  const other = readFileSync(owner, 'utf8').trim();
  if (!existsSync(join(other, 'instance-id'))) return false;
  const same = (path: string) => `${statSync(path).dev}:${statSync(path).ino}`;
  return same(other) !== same(dataDir) && awayId(other) === awayId(dataDir);
}

function awayId(dataDir: string): string {
  return readFileSync(join(dataDir, 'instance-id'), 'utf8').trim();
}

function ownerFile(folder: string): string {
  return join(folder, 'belongs-to');
}

function claimAway(folder: string, dataDir: string): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  writeFileSync(ownerFile(folder), `${dataDir}\n`, { mode: 0o600 });
  return folder;
}
