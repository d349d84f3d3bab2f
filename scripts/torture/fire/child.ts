import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { holdsWithin } from '../../../src/platform/postgres/processes.js';
import { projectRoot } from '../../../src/platform/process/project-root.js';

export type Environment = Readonly<Record<string, string>>;

/** Kills the program when the pipe from us closes: by our own wish, or because we died in whatever way. */
const LEASH = `exec 3<&0; "$@" </dev/null & pid=$!
{ read -r word <&3; kill -KILL "$pid"; } 2>/dev/null & wait "$pid"`;

/** One role of the built program as a process of its own, which can be killed and started again. */
export class Child {
  private process: ChildProcess | undefined;
  private words = '';

  /**
   * @param ready what it prints when it is ready
   * @param program below `dist/`, with its arguments
   */
  constructor(
    private readonly program: readonly [string, ...string[]],
    private readonly ready: RegExp,
    private readonly env: Environment,
  ) {}

  /** @returns milliseconds until it said that it is ready */
  async start(within = 60_000): Promise<number> {
    const from = performance.now();
    const [file, ...args] = this.program;
    this.words = '';
    const words = [process.execPath, join(projectRoot(), 'dist', file), ...args];
    const child = spawn('/bin/sh', ['-c', LEASH, 'leash', ...words], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        NODE_COMPILE_CACHE: join(projectRoot(), 'node_modules/.cache/node'),
        ...this.env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => undefined);
    this.process = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.words += chunk.toString()));
    const over = () => child.exitCode !== null || child.signalCode !== null;
    await holdsWithin(within, () => this.ready.test(this.words) || over());
    if (over() || !this.ready.test(this.words)) throw new Error(`${file} is not ready: ${this.words}`);
    return Math.round(performance.now() - from);
  }

  /** What it printed since its last start. */
  get output(): string {
    return this.words;
  }

  /** By SIGKILL; returns when it is gone. */
  async kill(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.stdin?.end();
    await gone;
  }
}
