import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Runs the work while no other start installs or builds in this checkout; waits for one that does.
 * The lock is a file with the holder's pid; one left by a dead process is taken over.
 */
export async function withLock(root, work) {
  const folder = join(root, '.build');
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'lock');
  await take(lock);
  try {
    await work();
  } finally {
    if (holder(lock) === process.pid) rmSync(lock, { force: true });
  }
}

async function take(lock) {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (let told = false; !tryLink(mine, lock);) {
      const pid = holder(lock);
      if (pid !== undefined && !alive(pid)) {
        setAside(lock, pid);
        continue;
      }
      if (!told)
        say(`Another start (process ${pid ?? 'unknown'}) is installing or building here; waiting for it.`);
      told = true;
      await pause(100);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Linking a finished file makes lock and content appear at once. */
function tryLink(mine, lock) {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Renames a dead holder's lock away; if another start was quicker and took it, gives it back. */
function setAside(lock, deadPid) {
  const aside = `${lock}.dead.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (Number(readFileSync(aside, 'utf8')) !== deadPid) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function holder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
