import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdsWithin, processesIn, commandLine } from '../../src/platform/postgres/processes.js';
import { RuntimeFile } from '../../src/platform/process/runtime-file.js';
import type { RuntimeFacts } from '../../src/platform/process/runtime-file.js';

export interface LaunchOptions {
  /** The checkout to start in. */
  readonly root: string;
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Words put before `npm start`: another user, another network. */
  readonly wrapper?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How a launch went: listening, or ended with a code and its words. */
export type Outcome = { readonly ready: string } | { readonly code: number | null; readonly words: string };

/** One `npm start` in a session of its own, as a terminal would run it. */
export class Instance {
  output = '';
  readonly launchedAt = performance.now();
  /** Found again in the environment of every process below it, also of those that were orphaned. */
  private readonly mark = randomUUID();
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | null>;
  private over = false;

  constructor(private readonly options: LaunchOptions) {
    const { root, dataDir, port = 0, wrapper = [], env = {} } = options;
    const [command = 'npm', ...args] = [...wrapper, 'npm', 'start'];
    this.child = spawn(command, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...plainEnvironment(), DATA_DIR: dataDir, PORT: String(port), ...env, TORTURE_MARK: this.mark },
    });
    this.child.stdout?.on('data', (part: Buffer) => (this.output += part.toString()));
    this.child.stderr?.on('data', (part: Buffer) => (this.output += part.toString()));
    this.exited = new Promise((done) => {
      this.child.once('close', (code) => {
        this.over = true;
        done(code);
      });
    });
  }

  /** Process id of npm, which is also that of the terminal's process group. */
  get group(): number {
    return this.child.pid ?? 0;
  }

  get facts(): RuntimeFacts | undefined {
    return new RuntimeFile(this.options.dataDir).read();
  }

  /** Waits until it says where it listens, or ends. */
  async outcome(withinMs = 60_000): Promise<Outcome> {
    const address = () => /^Ready: (\S+)$/m.exec(this.output)?.[1];
    await holdsWithin(withinMs, () => address() !== undefined || this.over);
    const ready = address();
    if (ready !== undefined && !this.over) return { ready };
    if (!this.over) throw new Error(`neither ready nor ended within ${withinMs / 1000} s:\n${this.output}`);
    return { code: await this.exited, words: this.output };
  }

  /** Waits until it listens; throws its words when it ends instead. */
  async ready(): Promise<string> {
    const outcome = await this.outcome();
    if ('ready' in outcome) return outcome.ready;
    throw new Error(`ended with ${outcome.code}:\n${outcome.words}`);
  }

  /** As Ctrl-C in its terminal does: every process of the group gets it. */
  interrupt(): void {
    process.kill(-this.group, 'SIGINT');
  }

  /** As a process manager does: npm alone gets it. */
  terminate(): void {
    process.kill(this.group, 'SIGTERM');
  }

  /** The exit code of `npm start`. */
  async ended(withinMs = 30_000): Promise<number | null> {
    if (!(await holdsWithin(withinMs, () => this.over))) throw new Error(`still running:\n${this.output}`);
    return this.exited;
  }

  /** Every process it ever started that is still there: by our mark, and those of its database. */
  survivors(): string[] {
    const folder = this.facts?.postgres?.folder;
    const pids = new Set([...marked(this.mark), ...(folder ? processesIn(folder) : [])]);
    return [...pids].map((pid) => `${pid} ${commandLine(pid) ?? ''}`);
  }

  /** Waits until no process is left (the guard takes a moment); answers those that stay. */
  async leftovers(withinMs = 25_000): Promise<string[]> {
    await holdsWithin(withinMs, () => this.survivors().length === 0);
    return this.survivors();
  }

  /** Ends whatever is left of it, at once: for the end of a test that failed. */
  destroy(): void {
    for (const line of this.survivors()) {
      try {
        process.kill(Number.parseInt(line, 10), 'SIGKILL');
      } catch {
        // It ended by itself in between.
      }
    }
  }
}

/** Settings of the run we are in are not those of the program under torture. */
function plainEnvironment(): Record<string, string | undefined> {
  const own = /^(npm_|NODE_|TEST_|JEST_|REQUIRE_ALL|DATABASE_URL|REDIS_URL|DEPLOYMENT)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

function marked(mark: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => environment(pid).includes(mark) && commandLine(Number(pid))).map(Number);
}

function environment(pid: string): string {
  try {
    return readFileSync(join('/proc', pid, 'environ'), 'utf8');
  } catch {
    return '';
  }
}
