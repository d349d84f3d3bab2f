import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/platform/database/migrate.js';
import { EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.js';
import { startRedis } from '../test/redis.mjs';

export interface Cluster {
  /** Of a migrated, empty database. */
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  /** For files of what is measured; gone after `stop`. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** The embedded Postgres as `npm start` runs it, fsync and all, on a folder of the bench's own; Redis where installed. */
export async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'onboarding-bench-'));
  const postgres = await EmbeddedPostgres.start({ dataDir: folder });
  await migrate(postgres.url);
  await postgres.sessionsEnded();
  process.env.TEST_DATABASE_URL = postgres.urlOf('postgres');
  process.env.TEST_DATABASE_TEMPLATE = new URL(postgres.url).pathname.slice(1);
  const redis = await startRedis(folder);
  return {
    databaseUrl: postgres.url,
    folder,
    redisUrl: redis?.url,
    stop: async () => {
      await redis?.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
