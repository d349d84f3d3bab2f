import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../../src/app.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Database } from '../../src/platform/database/database.js';
import { startSandbox } from '../../src/sandbox/start-sandbox.js';
import { configureWeb } from '../../src/web.js';
import { TEST_RING, type TestApp, type TestAppOptions } from './app.js';
import { createTestDatabase } from './database.js';

export interface TestWeb extends Omit<TestApp, 'app'> {
  readonly app: NestExpressApplication;
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
}

export interface TestWebOptions extends TestAppOptions {
  /** `whole` needs its files (`buildPanel()`) and NODE_ENV=production. */
  readonly panel?: 'whole' | 'none';
}

/** The whole application with HTTP, on a database of its own and a free port. */
export async function startWeb(options: TestWebOptions = {}): Promise<TestWeb> {
  const { panel = 'none', redisUrl, worker = false, env = {}, database: given } = options;
  const database = given ?? (await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'onboarding-test-'));
  const redis = redisUrl === undefined ? {} : { REDIS_URL: redisUrl };
  const fixed = { DATA_DIR: dataDir, LOG_LEVEL: 'error', SECRETS_KEYS: TEST_RING };
  const base = { DATABASE_URL: database.url, ...fixed, ...redis, ...env };
  const sandbox = await startSandbox(loadConfig(base));
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.forRole({ web: true, worker, panel }, sandbox.config, sandbox),
    { logger: ['error', 'warn'], bodyParser: false },
  );
  configureWeb(app, sandbox.config, panel);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    app,
    database,
    dataDir,
    url: `http://127.0.0.1:${port}`,
    sql: (query, params = []) => app.get(Database).em().execute(query, params),
    close: async () => {
      await app.close();
      await sandbox.close();
      if (!given) await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
