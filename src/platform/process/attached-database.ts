import { mkdirSync } from 'node:fs';
import type { AppConfig } from '../../config/app-config.js';
import { reachDatabase } from '../database/reach-database.js';
import { migrate } from '../database/migrate.js';
import { EmbeddedPostgres } from '../postgres/embedded-postgres.js';
import { InstanceLock, InstanceRunningError } from './instance-lock.js';
import { RuntimeFile } from './runtime-file.js';

/** A script cannot reach the database of the running system. */
export class NotAttachedError extends Error {
  override readonly name = 'NotAttachedError';
}

/** The database that a script works on, and how it is let go. */
export interface AttachedDatabase {
  readonly url: string;
  /** Our migrations that ran to bring the embedded database up to date. */
  readonly migrated: readonly string[];
  detach(): Promise<void>;
}

/**
 * The database of `DATABASE_URL`; else that of the system running on the data folder; else the embedded one,
 * started and migrated for the script alone.
 * @param say progress for the person who waits
 * @throws NotAttachedError, ServerUnreachableError saying what to do
 */
export async function attachDatabase(
  config: AppConfig,
  say: (line: string) => void,
): Promise<AttachedDatabase> {
  const { url } = config.database;
  if (url !== undefined) {
    await reachDatabase(url);
    return { url, migrated: [], detach: async () => undefined };
  }
  mkdirSync(config.dataDir, { recursive: true });
  try {
    const since = new Date().toISOString();
    return await startAlone(
      config,
      await InstanceLock.take(config.dataDir, { pid: process.pid, since }),
      say,
    );
  } catch (error) {
    if (!(error instanceof InstanceRunningError)) throw error;
    return { url: urlOfRunning(config.dataDir), migrated: [], detach: async () => undefined };
  }
}

async function startAlone(
  config: AppConfig,
  lock: InstanceLock,
  say: (line: string) => void,
): Promise<AttachedDatabase> {
  const former = new RuntimeFile(config.dataDir).read()?.postgres;
  let postgres: EmbeddedPostgres | undefined;
  const detach = async (): Promise<void> => {
    await postgres?.stop();
    await lock.release();
  };
  try {
    postgres = await EmbeddedPostgres.start({ dataDir: config.dataDir, port: former?.port, say });
    return { url: postgres.url, migrated: await migrate(postgres.url), detach };
  } catch (error) {
    await detach();
    throw error;
  }
}

function urlOfRunning(dataDir: string): string {
  const facts = new RuntimeFile(dataDir).read();
  if (facts?.state !== 'running')
    throw new NotAttachedError('The system is just starting or stopping. Try again in a few seconds.');
  if (!facts.postgres)
    throw new NotAttachedError(
      'The running system has a database of its own. Set DATABASE_URL to the same one.',
    );
  return facts.postgres.url;
}
