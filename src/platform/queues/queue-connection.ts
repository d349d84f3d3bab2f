import { createPostgresBackend, runMigrations, setDefaultBackendFactory } from 'bullmq';
import type { ConnectionOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { AppConfig } from '../../config/app-config.js';
import { QUEUE_POOL } from '../database/database.js';

export type QueueEngine = 'postgres' | 'redis';

/** BullMQ's way to its store: a pool of ours on Postgres, a client of ours on Redis; both are ours to close. */
export class QueueConnection {
  private constructor(
    readonly engine: QueueEngine,
    readonly connection: ConnectionOptions,
    /** Keeps deployments that share one Redis apart. */
    readonly prefix: string,
    private readonly end: () => Promise<unknown>,
  ) {}

  /** Must run before any Queue or Worker is made: BullMQ takes its backend from a process-wide default. */
  static open(config: AppConfig, onError: (error: Error) => void): QueueConnection {
    const database = config.database.url ?? '';
    const prefix = `onboarding-${new URL(database).pathname.slice(1)}`;
    return config.redis.url === undefined
      ? onPostgres(database, prefix, onError)
      : onRedis(config.redis.url, prefix, onError);
  }

  static of(
    engine: QueueEngine,
    connection: unknown,
    prefix: string,
    end: () => Promise<unknown>,
  ): QueueConnection {
    return new QueueConnection(engine, connection as ConnectionOptions, prefix, end);
  }

  async close(): Promise<void> {
    await this.end();
  }
}

function onPostgres(url: string, prefix: string, onError: (error: Error) => void): QueueConnection {
  setDefaultBackendFactory(createPostgresBackend);
  const pool = new pg.Pool({
    connectionString: url,
    options: '-c search_path=bullmq',
    keepAlive: true,
    max: QUEUE_POOL,
    application_name: 'onboarding-queues',
  });
  // Every queue and worker listens for errors of the pool they share.
  pool.setMaxListeners(0);
  pool.on('error', onError);
  return QueueConnection.of('postgres', pool, prefix, () => pool.end());
}

function onRedis(url: string, prefix: string, onError: (error: Error) => void): QueueConnection {
  setDefaultBackendFactory();
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', onError);
  return QueueConnection.of('redis', redis, prefix, () => redis.quit());
}

/** BullMQ's own schema, brought up by its own migrations; connections do not do it by themselves. */
export async function migrateQueueSchema(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
