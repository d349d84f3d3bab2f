import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Database } from '../../src/platform/database/database.js';
import { startSandbox } from '../../src/sandbox/start-sandbox.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** The ring of every app under test: several share a database, and one that cannot open what is in it does not start. */
export const TEST_RING = `test:${Buffer.alloc(32, 7).toString('base64')}`;

export interface TestApp {
  readonly app: INestApplicationContext;
  readonly database: TestDatabase;
  /** A folder of the test's own: mails, keys. */
  readonly dataDir: string;
  sql<T = Record<string, unknown>>(query: string, params?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly redisUrl?: string | undefined;
  /** Take jobs too (default). */
  readonly worker?: boolean;
  /** May open secrets without being a worker, as the validation scripts. */
  readonly decrypts?: boolean;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Use this database instead of a new one. */
  readonly database?: TestDatabase;
}

/** The whole application without HTTP, on a database of its own. */
export async function startApp({
  redisUrl,
  worker = true,
  decrypts = worker,
  env = {},
  database: given,
}: TestAppOptions = {}): Promise<TestApp> {
  const database = given ?? (await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'onboarding-test-'));
  const redis = redisUrl === undefined ? {} : { REDIS_URL: redisUrl };
  const sandbox = await startSandbox(
    loadConfig({
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      SECRETS_KEYS: TEST_RING,
      ...redis,
      ...env,
    }),
  );
  const app = await NestFactory.createApplicationContext(
    AppModule.forRole({ web: false, worker, decrypts }, sandbox.config, sandbox),
    {
      logger: ['error', 'warn'],
    },
  );
  return {
    app,
    database,
    dataDir,
    sql: (query, params = []) => app.get(Database).em().execute(query, params),
    close: async () => {
      await app.close();
      await sandbox.close();
      if (!given) await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
