import { accessSync, constants } from 'node:fs';
import { flushCompileCache } from 'node:module';

const SHELL = '/bin/sh';

/**
 * Ends this process at once, with an exit code. `process.exit` first joins V8's compiler threads, and one that
 * waits for a garbage collection of the leaving thread is waited for without end (nodejs/node issue 54918): about
 * one stop in a hundred. A process that becomes another takes no thread along.
 * Whatever is to end in order has ended before; `exit` listeners are not called.
 */
export function leave(code: number): never {
  if (process.execve && isThere(SHELL)) {
    // Written by the exit that is left out here; the next start lives on it.
    flushCompileCache();
    process.execve(SHELL, ['sh', '-c', `exit ${code}`], {});
  }
  process.exit(code);
}

/** A call that finds no program would end the process by a fault. */
function isThere(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
