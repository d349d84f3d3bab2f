import { AnswerCanaryJob } from '../../../src/health/jobs/answer-canary.job.js';
import { SendCanaryTask } from '../../../src/health/jobs/send-canary.task.js';
import { Readiness } from '../../../src/health/readiness.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { startApp, type TestApp } from '../../support/app.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eachEngine } from '../../support/engines.js';
import { eventually } from '../../support/eventually.js';

eachEngine('Signs of life', ({ redisUrl }) => {
  let database: TestDatabase;
  let worker: TestApp;
  const look = () => worker.app.get(Readiness).look();

  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await startApp({ redisUrl, database });
  });
  afterAll(async () => {
    await worker?.close();
    await database?.drop();
  });

  it('make a worker ready when the canary of its start has come through outbox, queue and handler', async () => {
    await eventually(async () => expect((await look()).failing).toBeUndefined());
    const { checks } = await look();
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
      ['database', true],
      ['worker', true],
      ['queue', true],
    ]);
    expect(await worker.sql('select host from worker_beat where pid = ?', [process.pid])).toHaveLength(1);
    expect(await worker.sql('select 1 from canary where done_at >= sent_at')).not.toEqual([]); // a tick may send its own
    expect(await worker.sql('select 1 from outbox')).toEqual([]);
  });

  it('take a canary delivered twice as one arrival', async () => {
    const id = newId();
    await worker.sql("insert into canary (id, sent_at) values (?, '2020-01-01Z')", [id]);
    const job = worker.app.get(AnswerCanaryJob, { strict: false });
    const [arrived, again] = [await job.handle({ canaryId: id }), await job.handle({ canaryId: id })];
    expect([arrived, again]).toEqual([{ first: true }, { first: false }]);
  });

  it('send a canary a minute, not one a tick', async () => {
    const task = worker.app.get(SendCanaryTask, { strict: false });
    const sent = async () => (await worker.sql("select 1 from canary where sent_at > '2021-01-01Z'")).length;
    const before = await sent();
    await task.run();
    expect(await sent()).toBe(before);
    await worker.sql("update canary set sent_at = sent_at - interval '1 minute'");
    await task.run();
    expect(await sent()).toBe(before + 1);
  });

  it('trust no old canary: not one sent before the start, nor one of long ago', async () => {
    await eventually(async () => expect((await look()).ready).toBe(true));
    await worker.sql("update canary set sent_at = sent_at - interval '1 hour'");
    expect((await look()).failing).toMatchObject({ name: 'queue', ok: false });
    await worker.sql(
      "update canary set sent_at = sent_at + interval '1 hour', done_at = done_at - interval '10 minutes'",
    );
    const { failing } = await look();
    expect(failing).toMatchObject({ name: 'queue', detail: expect.stringContaining('lately') as string });
    expect(failing?.ageSeconds).toBeGreaterThanOrEqual(600);
  });

  it('name the worker that has gone silent', async () => {
    await worker.sql("update worker_beat set beat_at = beat_at - interval '31 seconds'");
    expect((await look()).failing).toMatchObject({
      name: 'worker',
      detail: expect.stringContaining('npm run start:worker') as string,
    });
  });

  it('take the beat along when a worker ends in order', async () => {
    const other = await startApp({ redisUrl, database });
    const beats = async () => (await database.execute('select 1 from worker_beat')).length;
    const before = await beats();
    await other.close();
    expect(await beats()).toBe(before - 1);
  });
});
