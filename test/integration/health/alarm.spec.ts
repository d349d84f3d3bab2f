import { AlarmWatch } from '../../../src/health/alarm/alarm-watch.js';
import { SchedulerAlarm } from '../../../src/health/alarm/scheduler-alarm.js';
import { TroubleQueries } from '../../../src/health/alarm/trouble.queries.js';
import { HealthQueries } from '../../../src/health/health.queries.js';
import { Readiness } from '../../../src/health/readiness.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { Upkeep, UPKEEP_TASKS } from '../../../src/platform/upkeep/upkeep.js';
import { startApp, type TestApp } from '../../support/app.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { measuredRows } from '../../support/measured-rows.js';
import { startWeb, type TestWeb } from '../../support/web.js';

const STOPPED = 'The scheduler has stopped or skipped work';
const STUCK = 'Goal runs are unfinished after 10 minutes';
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

describe('The scheduler alarm', () => {
  let database: TestDatabase;
  let webs: [TestWeb, TestWeb];
  let worker: TestApp | undefined;

  const sql = <T = Record<string, unknown>>(query: string, params: unknown[] = []) =>
    webs[0].sql<T>(query, params);
  const escalations = () =>
    sql<{
      title: string;
      status: string;
      records: unknown;
      evidence: Record<string, unknown>;
      resolution: string | null;
    }>(
      `select team, channel, title, status, records, evidence, resolution from escalation
        where trigger = 'scheduler_not_executing' order by title`,
    );
  const told = async () => (await escalations()).map(({ title, status }) => `${title}: ${status}`);
  const entries = async () =>
    (
      await sql<{ type: string }>("select type from history_entry where type like 'escalation.%' order by id")
    ).map(({ type }) => type.replace('escalation.', ''));
  /** As if the process had been up for a while. */
  const upFor = (web: TestWeb, minutes: number) =>
    Object.assign(web.app.get(TroubleQueries), { startedAt: minutesAgo(minutes) });
  const bothLook = () => Promise.all(webs.map(({ app }) => app.get(AlarmWatch, { strict: false }).look()));
  const look = () => webs[0].app.get(SchedulerAlarm).look();
  const canary = (minutes: number) =>
    sql('insert into canary (id, sent_at, done_at) values (?, ?, ?)', [
      newId(),
      minutesAgo(minutes),
      minutesAgo(minutes),
    ]);
  const plan = (dueAt: Date) =>
    sql("insert into schedule_occurrence (schedule, due_at, planned_at) values ('due goals', ?, ?)", [
      dueAt,
      dueAt,
    ]);
  let run: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    webs = [await startWeb({ database }), await startWeb({ database })];
    run = await measuredRows(webs[0]).run(await insertCustomer(webs[0]), 'completed', minutesAgo(30));
  });
  afterAll(async () => {
    await worker?.close();
    for (const web of webs ?? []) await web.close();
    await database?.drop();
  });

  it('is looked for by the ticks after all other tasks', () => {
    const tasks = webs[0].app.get<readonly { name: string }[]>(UPKEEP_TASKS, { strict: false });
    expect(tasks.at(-1)?.name).toBe('SchedulerAlarmTask');
  });

  it('leaves a start its time', async () => {
    await bothLook();
    expect(await told()).toEqual([]);
  });

  it('is raised once by two web processes when no worker is there, though runs hang too', async () => {
    await canary(20);
    await sql("update goal_run set status = 'queued', ended_at = null, created_at = ? where id = ?", [
      minutesAgo(15),
      run,
    ]);
    for (const web of webs) upFor(web, 4);
    await bothLook();
    await bothLook();
    expect(await escalations()).toMatchObject([
      {
        team: 'engineering',
        channel: '#eng-support',
        title: STOPPED,
        status: 'open',
        evidence: { workersAlive: 0, goalRunsWaiting: 1, noCanarySince: expect.any(String) as string },
      },
    ]);
    expect(await entries()).toEqual(['opened']);
  });

  it('shows on Health > Scheduler', async () => {
    const { alarms } = await webs[1].app.get(HealthQueries).scheduler();
    expect(alarms).toMatchObject([{ title: STOPPED, status: 'open' }]);
  });

  it('leaves the looking to the ticks while canaries come', async () => {
    await canary(0);
    await bothLook();
    expect(await entries()).toEqual(['opened']);
  });

  it('is over when a canary has come, and tells then of runs that hang nevertheless', async () => {
    expect(await look()).toBe(2);
    expect(await told()).toEqual([`${STUCK}: open`, `${STOPPED}: resolved`]);
    const [stuck, stopped] = await escalations();
    expect(stuck).toMatchObject({ evidence: { goalRuns: 1 }, records: [{ list: 'goal-runs', id: run }] });
    expect(stopped?.resolution).toContain('It works again');
    expect(await look()).toBe(0);
    await sql("update goal_run set status = 'completed', ended_at = current_timestamp where id = ?", [run]);
    expect(await look()).toBe(1);
    expect(await told()).toEqual([`${STUCK}: resolved`, `${STOPPED}: resolved`]);
  });

  it('is raised for a schedule that is ten minutes late, though canaries come', async () => {
    await plan(minutesAgo(9));
    expect(await look()).toBe(0);
    await sql("update schedule_occurrence set due_at = ? where schedule = 'due goals'", [minutesAgo(11)]);
    await sql('update escalation set resolved_at = ?', [minutesAgo(5)]);
    expect(await look()).toBe(1);
    const [, stopped] = await escalations();
    expect(stopped).toMatchObject({ status: 'open', evidence: { lateSchedules: 'Scheduled goals' } });
  });

  it('leaves what a person resolved until there is news', async () => {
    await sql("update escalation set status = 'resolved', resolved_at = current_timestamp");
    const before = await entries();
    expect(await look()).toBe(0);
    await sql("update goal_run set status = 'refused', failure_code = 'missed', ended_at = ? where id = ?", [
      new Date(Date.now() + 1000),
      run,
    ]);
    expect(await look()).toBe(1);
    expect(await entries()).toEqual([...before, 'reopened']);
  });

  it('is ended by the tick of a worker that lives again', async () => {
    await sql(
      "update canary set sent_at = sent_at - interval '1 hour', done_at = done_at - interval '1 hour'",
    );
    expect(await look()).toBe(0);
    worker = await startApp({ database });
    const { app } = worker;
    await eventually(async () => expect((await app.get(Readiness).look()).ready).toBe(true));
    await app.get(Upkeep).tick();
    expect(await told()).toEqual([`${STUCK}: resolved`, `${STOPPED}: resolved`]);
  });
});
