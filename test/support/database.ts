import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  readonly url: string;
  execute(sql: string, params?: unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** The cluster that `npm test` started, and the migrated template in it. */
function cluster(): { admin: string; template: string } {
  const admin = process.env.TEST_DATABASE_URL;
  const template = process.env.TEST_DATABASE_TEMPLATE;
  if (admin === undefined || template === undefined) {
    throw new Error('Run tests by `npm test -- <path>`: it starts the database that they need.');
  }
  return { admin, template };
}

async function once(url: string, sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, params)).rows;
  } finally {
    await client.end();
  }
}

/**
 * One session for all that a test asks: a new one costs Postgres and us more than most questions. It is made
 * anew when it was cut off, as in tests that end sessions or Postgres itself.
 */
class Session {
  private client: Promise<pg.Client> | undefined;

  constructor(private readonly url: string) {}

  async query(sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = await (this.client ??= this.connect());
    return (await client.query<Record<string, unknown>>(sql, params)).rows;
  }

  async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await (await client?.catch(() => undefined))?.end();
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url });
    const forget = (): void => void (this.client = undefined);
    client.on('error', forget).on('end', forget);
    try {
      await client.connect();
    } catch (error) {
      forget();
      throw error;
    }
    return client;
  }
}

/** A fresh, migrated database of one test file's own, cloned in some 30 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { admin, template } = cluster();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await once(admin, `create database ${name} template ${template} strategy file_copy`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  const session = new Session(url.href);
  return {
    url: url.href,
    execute: (sql, params) => session.query(sql, params),
    drop: async () => {
      await session.end();
      await once(admin, `drop database ${name} with (force)`);
    },
  };
}
