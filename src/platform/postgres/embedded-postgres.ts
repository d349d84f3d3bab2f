import { join } from 'node:path';
import { locateBinaries } from './binaries.js';
import { DATABASE, openCluster, USER } from './cluster.js';
import type { Cluster } from './cluster.js';
import { freePort } from './free-port.js';
import { clearLeftovers } from './leftovers.js';
import { place } from './placement.js';
import type { Placement } from './placement.js';
import { EmbeddedPostgresError } from './postgres.errors.js';
import { Postmaster } from './postmaster.js';
import { commandLine, holdsWithin, processesIn } from './processes.js';

/** Settings for data that is thrown away: nothing survives a crash of the machine, all is faster. */
const DISPOSABLE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '400',
};

export interface EmbeddedPostgresOptions {
  /** Absolute path of a folder that exists; the cluster is kept in it or, where root needs that, beside it. */
  readonly dataDir: string;
  /** The port of the last run: taken again when it is free. */
  readonly port?: number | undefined;
  /** For tests: no durability, and the data folder is deleted if this process dies. */
  readonly disposable?: boolean;
  /** Progress for the person who waits. */
  readonly say?: (line: string) => void;
  readonly onRestart?: (attempt: number) => void;
  /** The server keeps dying and is given up; the process should end. */
  readonly onGiveUp?: (error: Error) => void;
}

const MINUTE = 60_000;
const RESTARTS_A_MINUTE = 6;

/**
 * PostgreSQL beside this process: for evaluation, development and tests. Started and stopped with it, and
 * restarted when it dies. A guard process stops it when we are killed.
 */
export class EmbeddedPostgres {
  private postmaster!: Postmaster;
  private stopping = false;
  private restarts: number[] = [];
  private restarting: Promise<void> = Promise.resolve();

  private constructor(
    private readonly options: EmbeddedPostgresOptions,
    private readonly placement: Placement,
    private readonly cluster: Cluster,
    readonly port: number,
  ) {}

  /** @throws EmbeddedPostgresError saying why it cannot run here and what to do. */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const placement = place(locateBinaries(), options.dataDir);
    const cluster = await openCluster(placement, options.say ?? (() => undefined));
    await clearLeftovers(cluster.folder);
    for (let attempt = 1; ; attempt++) {
      const port = await freePort(attempt === 1 ? options.port : undefined);
      const server = new EmbeddedPostgres(options, placement, cluster, port);
      try {
        await server.launch();
        return server;
      } catch (error) {
        // Somebody may take the port between our look and the start; anything else will not pass by itself.
        if (attempt === 3 || (await freePort(port)) === port) throw error;
      }
    }
  }

  /** Connection string of the application's database. Holds a password. */
  get url(): string {
    return this.urlOf(DATABASE);
  }

  urlOf(database: string): string {
    return `postgresql://${USER}:${this.cluster.password}@127.0.0.1:${this.port}/${database}`;
  }

  /** Process id of the server now running. */
  get pid(): number {
    return this.postmaster.pid;
  }

  /** Folder of the cluster, which may lie outside the data folder. */
  get folder(): string {
    return this.cluster.folder;
  }

  /** Whether this start made the cluster. */
  get fresh(): boolean {
    return this.cluster.fresh;
  }

  /** Stops the server; call it last, when no pool is open. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.restarting;
    await this.sessionsEnded();
    await this.postmaster.stop();
  }

  /** Waits up to 2 s: a closed pool's sessions take a moment to end, and one cut off reports it as a fault. */
  async sessionsEnded(): Promise<void> {
    await holdsWithin(2_000, () => openSessions(this.cluster.folder) === 0);
  }

  private async launch(): Promise<void> {
    const postmaster = await Postmaster.start({
      binaries: this.placement.binaries,
      cluster: this.cluster,
      port: this.port,
      logFile: join(this.placement.home, 'postgres.log'),
      settings: this.options.disposable ? DISPOSABLE : {},
      remove: this.options.disposable ? this.options.dataDir : undefined,
    });
    this.postmaster = postmaster;
    void postmaster.exited.then(() => {
      if (!this.stopping) this.restarting = this.restart();
    });
  }

  /** On the same port, so that pools find it again; six deaths in a minute are a cause, not an accident. */
  private async restart(): Promise<void> {
    const now = performance.now();
    this.restarts = [...this.restarts.filter((at) => now - at < MINUTE), now];
    try {
      if (this.restarts.length > RESTARTS_A_MINUTE) {
        throw new EmbeddedPostgresError(
          'The embedded Postgres ended six times within a minute and is given up.',
        );
      }
      await this.postmaster.dismissGuard();
      await clearLeftovers(this.cluster.folder);
      if (this.stopping) return;
      await this.launch();
      this.options.onRestart?.(this.restarts.length);
    } catch (error) {
      this.options.onGiveUp?.(error as Error);
    }
  }
}

function openSessions(folder: string): number {
  return processesIn(folder).filter((pid) => commandLine(pid)?.startsWith(`postgres: ${USER} `)).length;
}
