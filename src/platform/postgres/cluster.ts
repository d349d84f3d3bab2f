import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { giveTo, initOwner, ownerOf, privateOwner } from './owner.js';
import type { Owner } from './owner.js';
import type { Placement } from './placement.js';
import { EmbeddedPostgresError } from './postgres.errors.js';

export const USER = 'app';
export const DATABASE = 'onboarding';

/** A cluster on disk: where, whose, and the password of its only account. */
export interface Cluster {
  readonly folder: string;
  readonly owner: Owner;
  readonly password: string;
  /** Whether this call made it. */
  readonly fresh: boolean;
}

/** Nothing of our environment reaches Postgres: PG* variables and locales would change what it does. */
export const cleanEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Opens the cluster of a place, made first when there is none. */
export async function openCluster(place: Placement, say: (line: string) => void): Promise<Cluster> {
  const folder = join(place.home, 'pg');
  const fresh = !existsSync(folder);
  if (fresh) {
    say('Making the embedded database (once).');
    await make(place, folder);
  }
  checkVersion(place, folder);
  return { folder, owner: ownerOf(folder), password: readPassword(place), fresh };
}

/** Made under another name and renamed when whole: a start that was cut off leaves no half cluster. */
async function make(place: Placement, folder: string): Promise<void> {
  const leftovers = readdirSync(place.home).filter((name) => name.startsWith('pg.new-'));
  for (const name of leftovers) rmSync(join(place.home, name), { recursive: true, force: true });
  const work = join(place.home, `pg.new-${process.pid}`);
  const [data, secret] = [join(work, 'data'), join(work, 'password')];
  const owner = initOwner();
  const password = randomBytes(24).toString('base64url');
  for (const path of [work, data]) makeFor(owner, path);
  writeFileSync(secret, password, { mode: 0o600 });
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(secret, owner.uid, owner.gid);
  await initialise(place.binaries, data, secret, owner);
  giveTo(privateOwner(folder), data);
  writeFileSync(passwordFile(place), password, { mode: 0o600 });
  renameSync(data, folder);
  rmSync(work, { recursive: true });
}

function makeFor(owner: Owner, path: string): void {
  mkdirSync(path);
  chmodSync(path, 0o700);
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid);
}

async function initialise(binaries: string, data: string, secret: string, owner: Owner): Promise<void> {
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin'];
  const more = ['--builtin-locale=C.UTF-8', '--no-instructions'];
  await run(
    join(binaries, 'bin/initdb'),
    ['-D', data, '-U', USER, `--pwfile=${secret}`, ...options, ...more],
    owner,
  );
  const single = ['--single', '-D', data, 'postgres'];
  await run(join(binaries, 'bin/postgres'), single, owner, `create database ${DATABASE}\n`);
}

function run(command: string, args: string[], owner: Owner, input = ''): Promise<void> {
  const child = spawn(command, args, { ...owner, cwd: '/', env: cleanEnvironment, detached: true });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) return done();
      fail(
        new EmbeddedPostgresError(
          `${command} ended with ${code ?? 'a signal'}:\n${output.trim().slice(-1500)}`,
        ),
      );
    });
  });
}

function checkVersion(place: Placement, folder: string): void {
  const data = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const sample = readFileSync(join(place.binaries, 'share/postgresql/postgres.bki'), 'utf8').slice(0, 40);
  const programs = /^# PostgreSQL (\d+)/.exec(sample)?.[1];
  if (!programs || programs === data) return;
  throw new EmbeddedPostgresError(
    `The database in ${folder} was made by PostgreSQL ${data}, and the packages now hold ${programs}. ` +
      `Dump it with the former packages and load it into an empty data folder, or set DATABASE_URL.`,
  );
}

function passwordFile(place: Placement): string {
  return join(place.home, 'pg-password');
}

function readPassword(place: Placement): string {
  try {
    return readFileSync(passwordFile(place), 'utf8').trim();
  } catch {
    throw new EmbeddedPostgresError(
      `${passwordFile(place)} is missing: the embedded database cannot be opened without it.`,
    );
  }
}
