import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { loadConfig } from './config/load-config.js';
import { AppError } from './platform/errors/app-error.js';
import { attachDatabase } from './platform/process/attached-database.js';
import { projectRoot } from './platform/process/project-root.js';

/** Exit codes of the npm scripts (sysexits.h for wrong usage). */
export const EXIT = { done: 0, refused: 1, usage: 64 } as const;

/** The words on the command line are not understood; the message is the usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const FORESEEN = ['ConfigError', 'EmbeddedPostgresError', 'NotAttachedError'];
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Body of an npm script: the application without web and workers, on the running system's database (or its own,
 * started for the while). Results go to stdout by `work`, everything else to stderr; sets the exit code.
 */
export async function attached(work: (app: INestApplicationContext) => Promise<number>): Promise<void> {
  process.umask(0o077);
  try {
    process.exitCode = await onDatabase(work);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

async function onDatabase(work: (app: INestApplicationContext) => Promise<number>): Promise<number> {
  const config = loadConfig(process.env, projectRoot());
  const database = await attachDatabase(config, say);
  try {
    const ready = config.with({ database: { url: database.url } });
    const app = await NestFactory.createApplicationContext(
      AppModule.forRole({ web: false, worker: false }, ready),
      {
        logger: false,
        abortOnError: false,
      },
    );
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await database.detach();
  }
}

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
