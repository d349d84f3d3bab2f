import type { AppRole } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { reachDatabase } from './platform/database/reach-database.js';
import { reachRedis } from './platform/queues/reach-redis.js';

/**
 * Looks, before anything is started, whether the servers that are set let this role in. The web sends no mail:
 * it starts without the mail server.
 * @throws ServerUnreachableError for the first of database, Redis and mail server that does not
 */
export async function reachServers({ database, redis, mail }: AppConfig, role: AppRole): Promise<void> {
  if (database.url !== undefined) await reachDatabase(database.url);
  if (redis.url !== undefined) await reachRedis(redis.url);
  if (mail.smtpUrl === undefined || !role.worker) return;
  const { reachSmtp } = await import('./mail/transports/reach-smtp.js');
  await reachSmtp(mail.smtpUrl);
}
