import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from './say.mjs';

/** MikroORM 7 needs this much. */
const NEEDED = [22, 17];

/** The Node that the lock file brought, else the machine's own when it is new enough. */
export function rightNode(root) {
  const name = `node-${process.platform}-${process.arch}`;
  const locked = join(root, 'node_modules', name, 'bin', 'node');
  if (existsSync(locked)) return locked;
  if (isEnough(process.versions.node)) return process.execPath;
  throw new Stop(
    `This program runs on Node ${NEEDED.join('.')} or later; this machine has ${process.version}, and npm carries ` +
      `no package ${name} in this version. Install a newer Node and start again.`,
  );
}

/** The Node to build with, checked to run at all (a musl system has the file but cannot run it). */
export function checkedNode(root) {
  const path = rightNode(root);
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore' });
    return path;
  } catch {
    throw new Stop(`${path} does not run on this system (glibc is needed; Alpine has none).`);
  }
}

function isEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}
