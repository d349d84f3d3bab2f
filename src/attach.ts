import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { loadConfig } from './config/load-config.js';
import { migrate } from './platform/database/migrate.js';
import { StandIns } from './platform/outside/stand-ins.js';
import { EmbeddedPostgres } from './platform/postgres/embedded-postgres.js';
import { askInstance, instanceAddress, InstanceLock } from './platform/process/instance-lock.js';
import { createLogger } from './platform/process/logger.js';
import { ProcessModule } from './platform/process/process.module.js';
import { projectRoot } from './platform/process/project-root.js';
import { RuntimeFile } from './platform/process/runtime-file.js';

export interface AttachOptions {
  /** Whether the script may open secrets: the validation tests only. */
  readonly decrypts?: boolean;
}

/** The application of a script, with nothing of the web and without taking jobs. */
@Module({})
class Script {}

/**
 * Runs a script's work inside the application: on the database of `DATABASE_URL`, else on the running
 * system's (found through `runtime.json`), else on the embedded one, started and stopped for the occasion.
 * Nothing is written to stdout but by the work itself.
 */
export async function attach<T>(
  { decrypts = false }: AttachOptions,
  work: (app: INestApplicationContext, config: AppConfig) => Promise<T>,
): Promise<T> {
  const config = loadConfig(process.env, projectRoot());
  const database = await databaseOf(config);
  try {
    return await inside(config.with({ database: { url: database.url } }), decrypts, work);
  } finally {
    await database.release();
  }
}

async function inside<T>(
  config: AppConfig,
  decrypts: boolean,
  work: (app: INestApplicationContext, config: AppConfig) => Promise<T>,
): Promise<T> {
  const outside =
    config.deployment === 'sandbox'
      ? await (await import('./sandbox/start-sandbox.js')).startSandbox(config)
      : { config, standIns: StandIns.none, modules: [], close: () => Promise.resolve() };
  try {
    const role = { web: false, worker: false, decrypts };
    const logger = createLogger(config.with({ logLevel: 'silent' }));
    const imports = [ProcessModule.forRoot(logger), AppModule.forRole(role, outside.config, outside)];
    const app = await NestFactory.createApplicationContext({ module: Script, imports }, { logger: false });
    try {
      return await work(app, outside.config);
    } finally {
      await app.close();
    }
  } finally {
    await outside.close();
  }
}

interface AttachedDatabase {
  readonly url: string;
  release(): Promise<void>;
}

async function databaseOf(config: AppConfig): Promise<AttachedDatabase> {
  if (config.database.url) return { url: config.database.url, release: () => Promise.resolve() };
  mkdirSync(config.dataDir, { recursive: true });
  const running = await askInstance(instanceAddress(config.dataDir));
  if (!running) return startDatabase(config);
  const url = new RuntimeFile(config.dataDir).read()?.postgres?.url;
  if (!url) throw new Error('The system is just starting. Try again in a few seconds.');
  return { url, release: () => Promise.resolve() };
}

async function startDatabase({ dataDir }: AppConfig): Promise<AttachedDatabase> {
  const since = new Date().toISOString();
  const lock = await InstanceLock.take(dataDir, { pid: process.pid, since });
  const runtime = new RuntimeFile(dataDir);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  try {
    const postgres = await EmbeddedPostgres.start({ dataDir, port: runtime.read()?.postgres?.port, say });
    const { url, port, folder } = postgres;
    runtime.write({ pid: process.pid, since, state: 'running', postgres: { url, port, folder } });
    await migrate(url);
    const release = async () => {
      await postgres.stop();
      runtime.update({ state: 'stopped' });
      await lock.release();
    };
    return { url, release };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
