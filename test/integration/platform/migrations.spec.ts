import { COMPOSITION } from '../../../src/composition.js';
import { MIGRATIONS } from '../../../migrations/migration-list.js';
import { Database, ormOptions } from '../../../src/platform/database/database.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const TABLES =
  "select table_name as name from information_schema.tables where table_schema = 'public' order by 1";
const QUEUE_TABLES =
  "select table_name as name from information_schema.tables where table_schema = 'bullmq' order by 1";

/** Entities refer to each other by plain id columns: the foreign keys stand in the migrations only. */
const FOREIGN_KEY = /^alter table "\w+" drop constraint "\w+_fkey";\n?/gm;

describe('Migrations', () => {
  let database: TestDatabase;
  let opened: Database;

  const schemaDiff = async (): Promise<string> =>
    (await opened.orm.schema.getUpdateSchemaSQL({ wrap: false })).replace(FOREIGN_KEY, '').trim();

  beforeAll(async () => {
    database = await createTestDatabase();
    opened = await Database.open(ormOptions(database.url, COMPOSITION.entities, MIGRATIONS));
  });
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
  });

  it('leave nothing between the tables and the entities, and never name a table of the queues', async () => {
    const diff = await schemaDiff();
    expect(diff).toBe('');
    expect(diff).not.toMatch(/bullmq/);
  });

  it('go down to nothing and up again', async () => {
    const before = await database.execute(TABLES);
    const queues = await database.execute(QUEUE_TABLES);
    expect(queues.length).toBeGreaterThan(0);
    await opened.orm.migrator.down({ to: 0 });
    expect(await database.execute(TABLES)).toEqual([{ name: 'schema_migration' }]);
    await opened.orm.migrator.up();
    expect(await database.execute(TABLES)).toEqual(before);
    expect(await schemaDiff()).toBe('');
    expect(await database.execute(QUEUE_TABLES)).toEqual(queues);
  });
});
