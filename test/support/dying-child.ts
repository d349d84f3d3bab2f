import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const HOOKS = new URL('typescript-hooks.mjs', import.meta.url).href;

/**
 * Runs a script of this folder in a process of its own until it is dead by a signal, and answers the signal.
 * @param env CHILD_DATABASE, CHILD_REDIS and what else it reads; undefined is left out
 * @throws Error with what it wrote, when it ended by itself
 */
export async function deathOf(script: string, env: Record<string, string | undefined>): Promise<string> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
    execArgv: ['--import', HOOKS],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (signal === null) throw new Error(`the child ended by itself (${code}): ${words}`);
  return signal;
}
