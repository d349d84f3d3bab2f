import { Redis } from 'ioredis';
import { unreachable } from '../process/server-unreachable.error.js';

const ANSWER_MS = 5000;

/**
 * Looks whether the Redis that `REDIS_URL` names lets us in.
 * @throws ServerUnreachableError
 */
export async function reachRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    commandTimeout: ANSWER_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: unknown;
  // What it says at last ("Connection is closed") is not why.
  redis.on('error', (error) => (reason ??= error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    if (/^(LOADING|MASTERDOWN|BUSY)/.test((error as Error).message)) return;
    const without = 'Unset, queues run on PostgreSQL.';
    throw unreachable({ kind: 'Redis', variable: 'REDIS_URL', url, port: 6379, without }, reason ?? error);
  } finally {
    redis.disconnect();
  }
}
