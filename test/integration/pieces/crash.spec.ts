import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WAYPOINTS, type Waypoint } from '../../../src/platform/claims/waypoints.js';
import { Database } from '../../../src/platform/database/database.js';
import { createTestDatabase } from '../../support/database.js';
import { eachEngine } from '../../support/engines.js';
import { eventually } from '../../support/eventually.js';
import { PIECES_SQL } from '../../support/pieces.js';
import { startPieces } from '../../support/pieces-app.js';

const CHILD = fileURLToPath(new URL('../../support/crash-child.ts', import.meta.url));
const HOOKS = new URL('../../support/typescript-hooks.mjs', import.meta.url).href;

/** Runs the child until it is dead by its own SIGKILL; answers the signal. */
async function dieAt(
  point: Waypoint,
  databaseUrl: string,
  redisUrl: string | undefined,
): Promise<string | null> {
  const child = fork(CHILD, {
    execArgv: ['--import', HOOKS],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DIE_AT: point,
      CHILD_DATABASE: databaseUrl,
      ...(redisUrl ? { CHILD_REDIS: redisUrl } : {}),
    },
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (signal === null) throw new Error(`the child ended by itself (${code}): ${words}`);
  return signal;
}

eachEngine('A worker killed at any point', ({ redisUrl }) => {
  it.concurrent.each(WAYPOINTS)(
    '%s: the effect happens, once',
    async (point) => {
      const database = await createTestDatabase();
      await database.execute(PIECES_SQL);
      expect(await dieAt(point, database.url, redisUrl)).toBe('SIGKILL');
      const app = await startPieces(database.url, redisUrl);
      const sql = (query: string) => app.get(Database).em().execute(query);
      await eventually(
        async () =>
          expect(await sql('select status, effects from piece')).toEqual([{ status: 'done', effects: 1 }]),
        30_000,
      );
      expect(await sql("select 1 from history_entry where type = 'piece.worked'")).toHaveLength(1);
      await eventually(async () => expect(await sql('select 1 from outbox')).toHaveLength(0));
      await app.close();
      await database.drop();
    },
    60_000,
  );
});
