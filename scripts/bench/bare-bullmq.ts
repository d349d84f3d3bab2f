import { Queue, Worker } from 'bullmq';
import pg from 'pg';
import { newId } from '../../src/platform/ids/new-id.js';
import { QueueConnection } from '../../src/platform/queues/queue-connection.js';
import { QUEUES } from '../../src/queues.js';
import { jobOptions, workerOptions } from '../../src/platform/queues/queue-settings.js';
import type { AppConfig } from '../../src/config/app-config.js';

/** The least that could do the same: commit the row, add the job; two transactions in the handler. */
export interface Bare {
  /** Commit a row and add its job; resolves when both are done. */
  produce(label: string): Promise<string>;
  /** Called with the row's id when its handler starts. */
  onStart(listener: (id: string) => void): void;
  done(): number;
  close(): Promise<void>;
}

export async function startBare(config: AppConfig, concurrency: number): Promise<Bare> {
  const connection = QueueConnection.open(config, () => undefined);
  const pool = new pg.Pool({ connectionString: config.database.url, max: 16 });
  pool.on('error', () => undefined);
  const settings = { ...QUEUES.upkeep, concurrency };
  const options = { connection: connection.connection, prefix: `${connection.prefix}-bare` };
  const queue = new Queue('bare', { ...options, defaultJobOptions: jobOptions(settings) });
  let finished = 0;
  let started: (id: string) => void = () => undefined;
  const transaction = transactionsOn(pool);
  const worker = new Worker<{ id: string }>(
    'bare',
    async ({ data: { id } }) => {
      await transaction("update piece set status = 'running', attempt = attempt + 1 where id = $1", [id]);
      started(id);
      await transaction("update piece set status = 'done', effects = effects + 1 where id = $1", [id]);
      finished += 1;
    },
    { ...options, ...workerOptions(settings) },
  );
  worker.on('error', () => undefined);
  await worker.waitUntilReady();
  return {
    async produce(label) {
      const id = newId();
      await transaction("insert into piece (id, status, label) values ($1, 'queued', $2)", [id, label]);
      await queue.add('work', { id }, { jobId: id });
      return id;
    },
    onStart: (listener) => void (started = listener),
    done: () => finished,
    async close() {
      await worker.close();
      await queue.close();
      await pool.end();
      await connection.close();
    },
  };
}

const transactionsOn = (pool: pg.Pool) => async (sql: string, params: unknown[]) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(sql, params);
    await client.query('commit');
  } finally {
    client.release();
  }
};
