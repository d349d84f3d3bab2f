import { MIGRATIONS } from '../../../migrations/migration-list.js';
import { migrateQueueSchema } from '../queues/queue-connection.js';
import { Database, ormOptions } from './database.js';

/**
 * Bring a database up to date: BullMQ's schema by its own migrations, ours by the reviewed classes in
 * `migrations/`. Safe to run again and from several processes (both take an advisory lock).
 * @param url of an existing database whose user may create tables and schemas
 * @returns names of our migrations that ran now
 */
export async function migrate(url: string): Promise<string[]> {
  await migrateQueueSchema(url);
  const database = await Database.open(ormOptions(url, [], MIGRATIONS));
  try {
    return await database.em().transactional(async (em) => {
      await em.execute('select pg_advisory_xact_lock(7203000)');
      const done = await database.orm.migrator.up();
      return done.map(({ name }) => name);
    });
  } finally {
    await database.close();
  }
}
