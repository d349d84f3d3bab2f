import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import type { AppRole } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigError } from './config/config.error.js';
import { loadConfig } from './config/load-config.js';
import { consoleToLog } from './platform/process/console-to-log.js';
import { InstanceLock } from './platform/process/instance-lock.js';
import { createLogger } from './platform/process/logger.js';
import type { Logger } from './platform/process/logger.js';
import { leave } from './platform/process/leave.js';
import { projectRoot } from './platform/process/project-root.js';
import { RuntimeFile } from './platform/process/runtime-file.js';
import { Shutdown, ShutdownBegun } from './platform/process/shutdown.js';
import { handleFaults, handleSignals } from './platform/process/signals.js';
import { reachServers } from './reach-servers.js';
import { serve, withFreeAddress } from './serve.js';
import type { Starting } from './serve.js';

const NOT_STARTED = 'not started';

/**
 * Starts a process in its role and returns when it is ready; ends it in order on a signal.
 * A start that cannot be says exactly why and exits 1.
 */
export async function start(role: AppRole): Promise<void> {
  process.umask(0o077);
  process.stdout.on('error', () => undefined);
  const config = readConfig(role);
  if (!config) return;
  const logger = createLogger(config);
  consoleToLog(logger);
  const shutdown = new Shutdown({
    // Why a start could not be is said already, in plain words.
    started: (reason) => {
      if (reason !== NOT_STARTED) logger.info(`${reason}: stopping`);
    },
    failed: (step, error) => logger.warn({ err: error }, `${step} did not end in order`),
    exit: leave,
  });
  handleSignals(shutdown);
  handleFaults(shutdown, logger);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  try {
    await run({ role, config, logger, shutdown, say });
  } catch (error) {
    if (error instanceof ShutdownBegun) return;
    // What breaks because its ground was taken away on request is no failed start.
    if (shutdown.begun) logger.debug({ err: error }, 'a fault while stopping');
    else fail(error, shutdown, logger);
  }
}

function readConfig(role: AppRole): AppConfig | undefined {
  try {
    const config = loadConfig(process.env, projectRoot());
    if ((role.web && role.worker) || config.database.url) return config;
    const name = role.web ? 'start:web' : 'start:worker';
    const reason = `is required by npm run ${name}: web and worker share one database. npm start brings its own`;
    throw new ConfigError([{ variable: 'DATABASE_URL', reason }]);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

async function run(starting: Starting): Promise<void> {
  const { role, config } = starting;
  mkdirSync(config.dataDir, { recursive: true });
  await starting.shutdown.start(
    'look at the servers that are set',
    () => reachServers(config, role),
    () => undefined,
  );
  if (!role.web) return serve(starting, config, () => undefined);
  if (!role.worker) return serve(starting, await withFreeAddress(config), () => undefined);
  const since = new Date().toISOString();
  const lock = await starting.shutdown.start(
    'instance lock',
    () => InstanceLock.take(config.dataDir, { pid: process.pid, since }),
    (taken) => taken.release(),
  );
  const reachable = await withFreeAddress(config);
  const runtime = new RuntimeFile(config.dataDir);
  const former = runtime.read();
  runtime.write({ pid: process.pid, since, state: 'starting', postgres: former?.postgres });
  starting.shutdown.add('runtime.json', () => runtime.update({ state: 'stopped' }));
  const ready = await withDatabase({ ...starting, config: reachable }, runtime, former?.postgres?.port);
  await starting.shutdown.start(
    'migrations',
    async () => {
      const { migrate } = await import('./platform/database/migrate.js');
      return migrate(ready.database.url ?? '');
    },
    () => undefined,
  );
  await serve(starting, ready, (address) => {
    lock.announce(address);
    runtime.update({ state: 'running', address });
  });
}

/** The configuration with a database in it: the one that is set, else the embedded one, started. */
async function withDatabase(starting: Starting, runtime: RuntimeFile, port?: number): Promise<AppConfig> {
  const { config, logger, shutdown, say } = starting;
  if (config.database.url) return config;
  const { EmbeddedPostgres } = await import('./platform/postgres/embedded-postgres.js');
  const postgres = await shutdown.start(
    'embedded PostgreSQL',
    () =>
      EmbeddedPostgres.start({
        dataDir: config.dataDir,
        port,
        say,
        onRestart: (attempt) =>
          logger.warn({ attempt }, 'the embedded PostgreSQL ended and was started again'),
        onGiveUp: (error) => {
          logger.fatal({ err: error }, 'the embedded PostgreSQL is given up');
          shutdown.begin('no database', 1);
        },
      }),
    (started) => started.stop(),
  );
  const { url, folder } = postgres;
  runtime.update({ postgres: { url, port: postgres.port, folder } });
  return config.with({ database: { url } });
}

/** Faults we foresee speak for themselves; of others the stack is shown. */
function fail(error: unknown, shutdown: Shutdown, logger: Logger): void {
  const foreseen = [
    'InstanceRunningError',
    'EmbeddedPostgresError',
    'AddressTakenError',
    'ConfigError',
    'ServerUnreachableError',
    'VaultError',
  ];
  if (error instanceof Error && foreseen.includes(error.name)) process.stderr.write(`${error.message}\n`);
  else logger.fatal({ err: error }, NOT_STARTED);
  shutdown.begin(NOT_STARTED, 1);
}
