import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { loadConfig } from './config/load-config.js';
import { AppError } from './platform/errors/app-error.js';
import { StandIns } from './platform/outside/stand-ins.js';
import { attachDatabase, type AttachedDatabase } from './platform/process/attached-database.js';
import { projectRoot } from './platform/process/project-root.js';

/** Exit codes of the npm scripts (sysexits.h for wrong usage). */
export const EXIT = { done: 0, refused: 1, usage: 64 } as const;

/** The words on the command line are not understood; the message is the usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What a failed start left open may take to end by itself. */
const LEFT_OPEN_MS = 500;
const FORESEEN = [
  'ConfigError',
  'EmbeddedPostgresError',
  'NotAttachedError',
  'ServerUnreachableError',
  'VaultError',
];
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What a script needs beyond the database. */
export interface ScriptNeeds {
  /** It asks outside systems: in the sandbox their stand-ins are started with it. */
  readonly outside?: boolean;
  /** It opens secrets: the validation tests only. */
  readonly decrypts?: boolean;
}

type Work = (app: INestApplicationContext) => Promise<number>;

/**
 * Body of an npm script: the application without web and workers, on the running system's database (or its own,
 * started for the while). Results go to stdout by `work`, everything else to stderr; sets the exit code.
 */
export async function attached(work: Work, needs: ScriptNeeds = {}): Promise<void> {
  await attachedDatabase(({ url }, config) => among(config.with({ database: { url } }), work, needs));
}

/** The same without the application: for scripts that work on the bare database. */
export async function attachedDatabase(
  work: (database: AttachedDatabase, config: AppConfig) => Promise<number>,
): Promise<void> {
  process.umask(0o077);
  try {
    const config = loadConfig(process.env, projectRoot());
    const database = await attachDatabase(config, say);
    process.exitCode = await work(database, config).finally(() => database.detach());
  } catch (error) {
    process.exitCode = explain(error);
    // An application that could not come up leaves connections behind, and those would hold the process.
    setTimeout(() => process.exit(), LEFT_OPEN_MS).unref();
  }
}

async function among(
  config: AppConfig,
  work: Work,
  { outside, decrypts = false }: ScriptNeeds,
): Promise<number> {
  const world = outside && config.deployment === 'sandbox' ? await standIns(config) : realWorld(config);
  try {
    const role = { web: false, worker: false, decrypts };
    const app = await NestFactory.createApplicationContext(AppModule.forRole(role, world.config, world), {
      logger: false,
      abortOnError: false,
    });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await world.close();
  }
}

const standIns = async (config: AppConfig) =>
  (await import('./sandbox/start-sandbox.js')).startSandbox(config);

const realWorld = (config: AppConfig) => ({
  config,
  standIns: StandIns.none,
  doors: () => [],
  parts: () => [],
  close: () => Promise.resolve(),
});

/** Says what went wrong and what to do; answers the exit code. */
export function explain(error: unknown): number {
  if (error instanceof UsageError) {
    say(error.message);
    return EXIT.usage;
  }
  if (error instanceof AppError) {
    say(`${error.definition.title}. ${error.detail}`);
    for (const { field, message } of error.fields) say(`  ${field}: ${message}`);
    say(error.hint);
    return EXIT.refused;
  }
  say(
    error instanceof Error
      ? FORESEEN.includes(error.name)
        ? error.message
        : String(error.stack)
      : String(error),
  );
  return EXIT.refused;
}
