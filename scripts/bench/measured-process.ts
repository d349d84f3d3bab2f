import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/platform/process/project-root.js';

const MEGABYTE = 1024 * 1024;

/** A process started by the very words of package.json, with a probe in it. */
export class MeasuredProcess {
  private words = '';

  private constructor(private readonly child: ChildProcess) {
    const hear = (chunk: Buffer): void => {
      this.words += chunk.toString();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  }

  /** @param script `start` or `start:worker`; @param ready what it prints when it is up */
  static async start(
    script: string,
    ready: RegExp,
    env: Readonly<Record<string, string>>,
  ): Promise<MeasuredProcess> {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const probe = pathToFileURL(join(projectRoot(), 'scripts/bench/heap-probe.mjs')).href;
    // The script ends in exec: the shell becomes the process.
    const child = spawn('sh', ['-c', scripts[script] ?? ''], {
      cwd: projectRoot(),
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        NODE_OPTIONS: `--import ${probe}`,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = new MeasuredProcess(child);
    await started.says(ready, 120_000);
    return started;
  }

  /** Resident memory in megabytes (2^20 bytes), as the system counts it. */
  resident(): number {
    return (
      Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.child.pid)], { encoding: 'utf8' })) / 1024
    );
  }

  /** Megabytes of heap in use after a garbage collection. */
  async heapAfterCollection(): Promise<number> {
    this.words = '';
    this.child.kill('SIGUSR2');
    const [, bytes] = await this.says(/heap (\d+) bytes/, 30_000);
    return Number(bytes) / MEGABYTE;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }

  private async says(words: RegExp, within: number): Promise<RegExpExecArray> {
    const deadline = performance.now() + within;
    while (performance.now() < deadline && this.child.exitCode === null) {
      const found = words.exec(this.words);
      if (found) return found;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`It did not say ${String(words)}:\n${this.words}`);
  }
}
