import { spawnSync } from 'node:child_process';
import { lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError, useYourOwn } from './postgres.errors.js';

/** The user and group a process runs as. Empty: as ourselves. */
export interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** Postgres refuses to run as root; an ordinary user runs it as itself. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Whom `initdb` may run as: it refuses root, and a number that no account bears.
 * The first account of these that can be used at all is taken.
 */
export function initOwner(): Owner {
  if (!runsAsRoot()) return {};
  const accounts = passwd();
  for (const name of ['nobody', 'daemon', 'postgres']) {
    const account = accounts.find((entry) => entry.name === name);
    if (!account || account.uid === 0) continue;
    const owner = { uid: account.uid, gid: account.gid };
    if (canRunAs(owner)) return owner;
  }
  const why = 'this process is root, and may not run anything as another user';
  throw new EmbeddedPostgresError(`The embedded Postgres cannot run here: ${why}. ${useYourOwn}`);
}

function canRunAs(owner: Owner): boolean {
  return spawnSync('/bin/sh', ['-c', ':'], { ...owner, cwd: '/' }).status === 0;
}

/** A number nobody else bears, for the server and its data: Postgres itself asks for no account. */
export function privateOwner(seed: string): Owner {
  if (!runsAsRoot()) return {};
  const taken = new Set(passwd().map(({ uid }) => uid));
  const start = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10_000, 7);
  for (let step = 0; step < 10_000; step++) {
    const uid = 45_000 + ((start + step) % 10_000);
    if (!taken.has(uid)) return { uid, gid: uid };
  }
  throw new EmbeddedPostgresError(`No user number from 45000 to 54999 is free. ${useYourOwn}`);
}

/** Whom a data folder belongs to: later starts run as that. */
export function ownerOf(folder: string): Owner {
  if (!runsAsRoot()) return {};
  const { uid, gid } = statSync(folder);
  if (uid !== 0) return { uid, gid };
  throw new EmbeddedPostgresError(
    `${folder} belongs to root, and Postgres refuses to run as root. ${useYourOwn}`,
  );
}

/** Hands a folder and all that is in it to its owner. */
export function giveTo(owner: Owner, path: string): void {
  if (owner.uid === undefined || owner.gid === undefined) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(path, entry), owner.uid, owner.gid);
  }
  lchownSync(path, owner.uid, owner.gid);
}

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function passwd(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.map((line) => {
    const [name = '', , uid, gid] = line.split(':');
    return { name, uid: Number(uid), gid: Number(gid) };
  });
}
