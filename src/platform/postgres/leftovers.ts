import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { holdsWithin, isBorne, processesIn, signal } from './processes.js';

/** What the lock file of a running or crashed server says. */
export interface PostmasterFile {
  readonly pid: number;
  readonly ready: boolean;
}

export function readPostmasterFile(folder: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * Clears what a killed predecessor left: a server that lives on without its node is stopped, not adopted;
 * backends that outlived their postmaster are ended, since they block a new one.
 */
export async function clearLeftovers(folder: string): Promise<void> {
  const file = readPostmasterFile(folder);
  const inside = processesIn(folder);
  if (file && inside.includes(file.pid)) await stopProcess(file.pid, folder);
  await endStragglers(folder);
  // A number that a stranger or a zombie bears now: Postgres would take it for a live server and refuse. One
  // that nobody bears it clears itself.
  if (file && existsSync(join(folder, 'postmaster.pid')) && isBorne(file.pid)) {
    rmSync(join(folder, 'postmaster.pid'), { force: true });
  }
}

async function stopProcess(pid: number, folder: string): Promise<void> {
  signal(pid, 'SIGINT');
  const gone = () => !processesIn(folder).includes(pid);
  if (await holdsWithin(20_000, gone)) return;
  signal(pid, 'SIGQUIT');
  await holdsWithin(5_000, gone);
}

async function endStragglers(folder: string): Promise<void> {
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    const left = processesIn(folder);
    if (left.length === 0) return;
    for (const pid of left) signal(pid, name);
    await holdsWithin(5_000, () => processesIn(folder).length === 0);
  }
}
