import { createTestDatabase } from '../../test/support/database.js';
import { PIECES_SQL } from '../../test/support/pieces.js';
import { loadConfig } from '../../src/config/load-config.js';
import { startBare } from './bare-bullmq.js';
import type { Cluster } from './cluster.js';
import { latency, median, throughput } from './measure.js';
import { startOurs } from './ours.js';

/** Design figures: jobs/s at least 60 % of bare BullMQ on Postgres, on Redis no slower than on Postgres; p50 + 25 ms, p95 + 100 ms. */
const JOBS = Number(process.env.BENCH_JOBS ?? 2000);
const ROUNDS = 3;
const PRODUCERS = 16;
const CONCURRENCY = 8;

async function engine(name: string, redisUrl: string | undefined) {
  const database = await createTestDatabase();
  await database.execute(PIECES_SQL);
  const config = loadConfig({ DATABASE_URL: database.url, ...(redisUrl ? { REDIS_URL: redisUrl } : {}) });
  const bare = await startBare(config, CONCURRENCY);
  const ours = await startOurs(database.url, redisUrl, CONCURRENCY);
  await throughput(bare, 200, PRODUCERS, 'warm-bare');
  await throughput(ours, 200, PRODUCERS, 'warm-ours');
  const rates = { bare: [] as number[], ours: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.bare.push(await throughput(bare, JOBS, PRODUCERS, `b${round}`));
    rates.ours.push(await throughput(ours, JOBS, PRODUCERS, `o${round}`));
  }
  const waits = { bare: await latency(bare, 200, 'b'), ours: await latency(ours, 200, 'o') };
  await ours.close();
  await bare.close();
  await database.drop();
  const [b, o] = [median(rates.bare), median(rates.ours)];
  console.log(
    `${name}: ${o.toFixed(0)} jobs/s against ${b.toFixed(0)} bare = ${((o / b) * 100).toFixed(0)} %  (target on Postgres: 60 %)`,
  );
  console.log(
    `${name}: ask to start p50 ${waits.ours.p50.toFixed(1)} ms (bare ${waits.bare.p50.toFixed(1)}, target +25), ` +
      `p95 ${waits.ours.p95.toFixed(1)} ms (bare ${waits.bare.p95.toFixed(1)}, target +100)`,
  );
  return o;
}

/** Commands with work through outbox, queue and handler, against bare BullMQ: on each engine, side by side. */
export async function speed({ redisUrl }: Cluster): Promise<void> {
  const onPostgres = await engine('postgres', undefined);
  if (redisUrl === undefined) return console.log('redis: not measured, no redis-server here');
  const onRedis = await engine('redis', redisUrl);
  console.log(`redis over postgres: ${(onRedis / onPostgres).toFixed(2)} (target: at least 1)`);
}
