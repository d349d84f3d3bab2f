import { WAYPOINTS } from '../../../src/platform/claims/waypoints.js';
import { Database } from '../../../src/platform/database/database.js';
import { createTestDatabase } from '../../support/database.js';
import { deathOf } from '../../support/dying-child.js';
import { eachEngine } from '../../support/engines.js';
import { eventually } from '../../support/eventually.js';
import { PIECES_SQL } from '../../support/pieces.js';
import { startPieces } from '../../support/pieces-app.js';

eachEngine('A worker killed at any point', ({ redisUrl }) => {
  it.concurrent.each(WAYPOINTS)(
    '%s: the effect happens, once',
    async (point) => {
      const database = await createTestDatabase();
      await database.execute(PIECES_SQL);
      const env = { DIE_AT: point, CHILD_DATABASE: database.url, CHILD_REDIS: redisUrl };
      expect(await deathOf('crash-child.ts', env)).toBe('SIGKILL');
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
