import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Canaries } from '../../src/health/canaries.js';
import { Database } from '../../src/platform/database/database.js';
import type { Cluster } from './cluster.js';
import { MeasuredProcess } from './measured-process.js';

/** Design figures in megabytes; of the heap after a collection, how much it may differ after a load. */
const TARGETS = { both: 260, worker: 180, drift: 0.1 };
const IDLE_MS = 30_000;
const ROUNDS = 5;
const JOBS_A_ROUND = 1000;
const AT_ONCE = 16;

/** Resident memory of `npm start` and of a worker alone, idle; and what 5,000 jobs leave behind in the worker. */
export async function memory({ databaseUrl, folder }: Cluster): Promise<void> {
  const both = await MeasuredProcess.start('start', /Ready:/, { DATA_DIR: join(folder, 'both'), PORT: '0' });
  await pause(IDLE_MS);
  tell('web + worker in one process, idle', both.resident(), TARGETS.both);
  await both.stop();
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: join(folder, 'worker'), LOG_LEVEL: 'error' };
  const worker = await MeasuredProcess.start('start:worker', /Worker ready/, settings);
  await pause(IDLE_MS);
  tell('worker alone, idle', worker.resident(), TARGETS.worker);
  await load(worker, settings);
  await worker.stop();
}

/** Canary jobs: each passes commit, outbox, queue and handler. The first round warms up, the others are held against it. */
async function load(worker: MeasuredProcess, settings: Record<string, string>): Promise<void> {
  const role = { web: false, worker: false };
  const app = await NestFactory.createApplicationContext(AppModule.forRole(role, loadConfig(settings)), {
    logger: ['error'],
  });
  const [canaries, database] = [app.get(Canaries), app.get(Database)];
  const heaps: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await sendAll(canaries);
    await arrived(database);
    heaps.push(await worker.heapAfterCollection());
  }
  await app.close();
  const [first = NaN, last = NaN] = [heaps[0], heaps.at(-1)];
  const drift = last / first - 1;
  console.log(
    `worker, heap after each ${JOBS_A_ROUND} jobs and a collection: ${heaps.map((heap) => heap.toFixed(1)).join(', ')} MB; ` +
      `${verdict(Math.abs(drift) <= TARGETS.drift)} ${(drift * 100).toFixed(1)} % from the first to the last ` +
      `(target: within ${TARGETS.drift * 100} %); resident ${worker.resident().toFixed(0)} MB`,
  );
}

async function sendAll(canaries: Canaries): Promise<void> {
  let sent = 0;
  const producer = async (): Promise<void> => {
    while (sent < JOBS_A_ROUND) {
      sent += 1;
      await canaries.send();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, producer));
}

async function arrived(database: Database): Promise<void> {
  const waiting = 'select count(*)::int as n from canary where done_at is null';
  while ((await database.em().execute<{ n: number }[]>(waiting))[0]?.n !== 0) await pause(100);
}

const verdict = (holds: boolean): string => (holds ? 'OK,' : 'MISSED,');

function tell(what: string, megabytes: number, target: number): void {
  const word = verdict(megabytes <= target);
  console.log(`${what}: ${word} ${megabytes.toFixed(0)} MB resident (target: ${target} MB)`);
}
