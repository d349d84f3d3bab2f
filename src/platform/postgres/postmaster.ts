import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from './cluster.js';
import type { Cluster } from './cluster.js';
import { Guard } from './guard.js';
import { readPostmasterFile } from './leftovers.js';
import { EmbeddedPostgresError } from './postgres.errors.js';
import { holdsWithin, signal } from './processes.js';

export interface PostmasterOptions {
  readonly binaries: string;
  readonly cluster: Cluster;
  readonly port: number;
  readonly logFile: string;
  /** `-c` settings beyond the common ones. */
  readonly settings: Readonly<Record<string, string>>;
  /** Folder the guard deletes when this process dies. */
  readonly remove?: string | undefined;
}

const common = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  dynamic_shared_memory_type: process.platform === 'linux' ? 'posix' : 'mmap',
};

/** One run of the server, from start to its exit. */
export class Postmaster {
  private constructor(
    readonly pid: number,
    private readonly child: ChildProcess,
    private readonly guard: Guard,
    /** Resolves when the server is gone, in order or not. */
    readonly exited: Promise<void>,
  ) {}

  /** @throws EmbeddedPostgresError with the end of its log when it does not get ready. */
  static async start(options: PostmasterOptions): Promise<Postmaster> {
    const child = launch(options);
    let gone = false;
    const exited = new Promise<void>((done) => {
      const end = () => {
        gone = true;
        done();
      };
      child.once('exit', end);
      child.once('error', end);
    });
    const { folder } = options.cluster;
    const { pid } = child;
    if (pid === undefined) throw await failure(options, exited);
    const guard = Guard.stand(pid, folder, options.remove);
    const ready = () => gone || isReady(folder, pid);
    if ((await holdsWithin(60_000, ready)) && !gone) return new Postmaster(pid, child, guard, exited);
    signal(pid, 'SIGQUIT');
    await guard.dismiss();
    throw await failure(options, exited);
  }

  /** Ends open sessions and closes the cluster; abruptly (safe, by WAL) when that takes over 20 s. */
  async stop(): Promise<void> {
    this.child.kill('SIGINT');
    const quit = setTimeout(() => this.child.kill('SIGQUIT'), 20_000);
    const kill = setTimeout(() => this.child.kill('SIGKILL'), 25_000);
    await this.exited;
    clearTimeout(quit);
    clearTimeout(kill);
    await this.guard.dismiss();
  }

  /** After an exit that nobody asked for. */
  dismissGuard(): Promise<void> {
    return this.guard.dismiss();
  }
}

function launch({ binaries, cluster, port, logFile, settings }: PostmasterOptions): ChildProcess {
  const flags = Object.entries({ ...common, port: String(port), ...settings });
  const args = ['-D', cluster.folder, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openSync(logFile, 'a', 0o600);
  try {
    return spawn(join(binaries, 'bin/postgres'), args, {
      ...cluster.owner,
      cwd: '/',
      env: cleanEnvironment,
      detached: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

function isReady(folder: string, pid: number): boolean {
  const file = readPostmasterFile(folder);
  return file?.pid === pid && file.ready;
}

async function failure(
  { logFile }: PostmasterOptions,
  exited: Promise<void>,
): Promise<EmbeddedPostgresError> {
  await exited;
  const tail = readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n');
  return new EmbeddedPostgresError(`The embedded Postgres did not start. The end of ${logFile}:\n${tail}`);
}
