import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { unreachable } from '../process/server-unreachable.error.js';

/** How long one that says "starting up" is waited for, as after a restart of the whole machine. */
const STARTING_MS = 30_000;
const ANSWER_MS = 5000;
const STARTING_UP = '57P03';

/**
 * Looks whether the PostgreSQL that `DATABASE_URL` names lets us in.
 * @throws ServerUnreachableError
 */
export async function reachDatabase(url: string): Promise<void> {
  for (const until = performance.now() + STARTING_MS; ; await pause(250)) {
    try {
      return await look(url);
    } catch (error) {
      if ((error as { code?: unknown }).code === STARTING_UP && performance.now() < until) continue;
      const without = 'Unset, npm start brings a PostgreSQL of its own.';
      throw unreachable({ kind: 'PostgreSQL', variable: 'DATABASE_URL', url, port: 5432, without }, error);
    }
  }
}

async function look(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: ANSWER_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
}
