import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/process/project-root.js';

export interface ScriptEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunningScript {
  readonly child: ChildProcess;
  readonly ended: Promise<ScriptEnd>;
}

/** A built script of `scripts/` in a process of its own, as its npm script runs it; it sees `env` and nothing else. */
export function startScript(
  script: string,
  env: Readonly<Record<string, string>>,
  ...args: string[]
): RunningScript {
  const file = join(projectRoot(), 'dist/scripts', `${script}.js`);
  const child = spawn(process.execPath, [file, ...args], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: join(projectRoot(), 'node_modules/.cache/node'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return { child, ended };
}
