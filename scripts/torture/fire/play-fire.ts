import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../../src/platform/process/project-root.js';
import { faultsOf, faultsOfHouse } from './audit.js';
import { POSTGRES_BLOWS, WEB_BLOWS, WORKER_BLOWS, type Blow } from './blows.js';
import { House } from './house.js';
import { Passenger } from './passenger.js';
import { round } from './round.js';

/** Told of each blow: whether all went well, and in words how. */
export type Tell = (ok: boolean, words: string) => void;

interface Redis {
  readonly url: string;
  stop(): Promise<void>;
}

/** Every blow by itself, each at a customer of its own who then walks to the end, on both queue engines. */
export async function playFire(wanted: (title: string) => boolean, tell: Tell): Promise<void> {
  await onEngine('PostgreSQL', undefined, wanted, tell);
  const folder = mkdtempSync(join(tmpdir(), 'onboarding-fire-redis-'));
  const redis = await startRedis(folder);
  try {
    if (redis) await onEngine('Redis', redis.url, wanted, tell);
    else process.stdout.write('skip fire · queues on Redis: redis-server is not installed\n');
  } finally {
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onEngine(
  engine: string,
  redisUrl: string | undefined,
  wanted: (title: string) => boolean,
  tell: Tell,
): Promise<void> {
  const titled = [...WEB_BLOWS, ...WORKER_BLOWS, ...POSTGRES_BLOWS]
    .filter(({ queuesOnPostgres }) => !(queuesOnPostgres && redisUrl))
    .map((blow) => ({ blow, title: `fire · queues on ${engine} · kill -9 of ${blow.victim}: ${blow.title}` }))
    .filter(({ title }) => wanted(title));
  if (titled.length === 0) return;
  const house = await House.open(redisUrl);
  try {
    const key = await house.apiKey();
    for (const { blow, title } of titled) {
      await strike(house, new Passenger(house, key), blow).then(
        ({ faults, note }) => tell(faults.length === 0, `${title}: ${[...faults, note].join('; ')}`),
        (error: unknown) => tell(false, `${title}: ${(error as Error).message}`),
      );
    }
  } finally {
    await house.close();
  }
}

async function strike(
  house: House,
  passenger: Passenger,
  blow: Blow,
): Promise<{ faults: string[]; note: string }> {
  // People come from many addresses, those who walk here from one: its sign-ups are counted anew.
  await house.sql('delete from sign_in_throttle');
  const { readyMs, settledMs } = await round(house, blow.victim, [{ passenger, blow }]);
  await passenger.finish();
  const faults = [
    ...(await faultsOf(house, passenger, blow.leavesUnknown ?? 0)),
    ...(await faultsOfHouse(house)),
  ];
  return { faults, note: `ready after ${readyMs} ms, its work done after ${settledMs} ms` };
}

/** The server that the tests use too; undefined where none is installed. */
async function startRedis(folder: string): Promise<Redis | undefined> {
  const file = pathToFileURL(join(projectRoot(), 'scripts/test/redis.mjs')).href;
  const found = (await import(file)) as { startRedis: (folder: string) => Promise<Redis | undefined> };
  return found.startRedis(folder);
}
