import {
  IsolationLevel,
  type AnyEntity,
  type Constructor,
  type EntityClass,
  type EntitySchema,
} from '@mikro-orm/core';
import { Migrator, type Migration } from '@mikro-orm/migrations';
import { MikroORM, type EntityManager, type Options } from '@mikro-orm/postgresql';

export { IsolationLevel };
export type { EntityManager };
export type EntityList = readonly (EntityClass<AnyEntity> | EntitySchema)[];
export type MigrationClass = Constructor<Migration>;

/**
 * Connections, counted once (embedded Postgres allows 200): each process has at most ORM_POOL for requests
 * and jobs, QUEUE_POOL for BullMQ on Postgres, and SESSION_POOL for panel and portal sessions.
 */
export const ORM_POOL = 16;
export const QUEUE_POOL = 40;
export const SESSION_POOL = 4;

/** Tables of ours that are only ever reached by statements; everything else has an entity. */
const UNMAPPED = [
  'business_clock',
  'idempotency_key',
  'outbox',
  'trial_day',
  'trial_reservation',
  'trial_refusal',
];

/** BullMQ's schema and the session store are others' tables in our database: our schema diff must not name them. */
export function ormOptions(
  url: string,
  entities: EntityList,
  migrations: readonly MigrationClass[],
): Options {
  return {
    clientUrl: url,
    entities: [...entities],
    extensions: [Migrator],
    forceUtcTimezone: true,
    ensureDatabase: false,
    allowGlobalContext: false,
    pool: { min: 0, max: ORM_POOL },
    migrations: {
      tableName: 'schema_migration',
      migrationsList: [...migrations],
      snapshot: false,
      silent: true,
      allOrNothing: true,
    },
    schemaGenerator: {
      ignoreSchema: ['bullmq'],
      skipTables: ['session', 'schema_migration', ...UNMAPPED],
      ignoreTriggers: true,
      ignoreRoutines: true,
    },
    discovery: { warnWhenNoEntities: false },
  };
}

/** The one connection to the database of this process. */
export class Database {
  private constructor(readonly orm: MikroORM) {}

  static async open(options: Options): Promise<Database> {
    return new Database(await MikroORM.init(options));
  }

  /** A fresh entity manager for reading; writing goes through the unit of work. */
  em(): EntityManager {
    return this.orm.em.fork();
  }

  async close(): Promise<void> {
    await this.orm.close(true);
  }
}
