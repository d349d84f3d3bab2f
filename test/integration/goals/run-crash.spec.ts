import type { RunView } from '../../../src/goals/goal-views.js';
import { DeadRunsTask } from '../../../src/goals/dead-runs.task.js';
import { TrialPageQueries } from '../../../src/goals/trial-page.queries.js';
import { LeftBehindTask } from '../../../src/platform/claims/left-behind.task.js';
import { startApp, type TestApp } from '../../support/app.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { deathOf } from '../../support/dying-child.js';
import { eachEngine } from '../../support/engines.js';
import { eventually } from '../../support/eventually.js';
import { GoalBench } from '../../support/goal-bench.js';

eachEngine('A worker killed while runs fetch, compute, write, check and settle', ({ redisUrl }) => {
  let database: TestDatabase;
  let asking: TestApp;
  let working: TestApp | undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    asking = await startApp({ database, redisUrl, worker: false });
  });
  afterAll(async () => {
    await working?.close();
    await asking?.close();
    await database?.drop();
  });

  it('is followed by one that does each again, with one draft and one charge for each', async () => {
    const bench = new GoalBench(asking);
    const { goal, trial } = await bench.withGoal();
    const asked: RunView[] = [];
    for (let task = 0; task < 5; task += 1) asked.push(await bench.trigger(goal.id));
    const env = { CHILD_DATABASE: database.url, CHILD_REDIS: redisUrl };
    expect(await deathOf('run-crash-child.ts', env)).toBe('SIGKILL');

    const left = await bench.goals.runsOf(goal.id);
    expect(left.map(({ status, attempt }) => [status, attempt])).toEqual(asked.map(() => ['running', 1]));
    const stages = left.map(({ stage }) => stage ?? '').sort();
    expect(stages).toEqual(['checking', 'checking', 'computing', 'fetching', 'writing']);
    expect(await bench.deliverables.ofCustomer(goal.customerId)).toEqual([]);

    // As if their leases had run out; one of them more than ten minutes ago, and nobody took it up.
    await asking.sql("update goal_run set lease_until = lease_until - interval '1 minute'");
    const lost = left.find(({ stage }) => stage === 'writing')?.id ?? '';
    const dead = asking.app.get(DeadRunsTask, { strict: false });
    const aged = async (minutes: number): Promise<number> => {
      await asking.sql(
        'update goal_run set lease_until = lease_until - make_interval(mins => ?) where id = ?',
        [minutes, lost],
      );
      return dead.run(await bench.now());
    };
    expect(await aged(10)).toBe(0); // not found stuck: workers may be back for a moment only
    await asking.sql("update goal_run set stuck_at = created_at - interval '2 minutes' where id = ?", [lost]);
    expect([await aged(0), await aged(0)]).toEqual([1, 0]);
    expect(await bench.goals.run(lost)).toMatchObject({ status: 'failed', failureCode: 'worker_lost' });
    const page = await asking.app.get(TrialPageQueries).page(trial.id);
    expect(page.freed).toMatchObject([
      {
        runId: lost,
        tokens: asked[0]?.tokensReserved,
        taskReturned: false,
        because: expect.stringContaining('10 minutes') as string,
      },
    ]);
    expect((await bench.trials.view(trial.id)).tokensReserved).toBe(4 * (asked[0]?.tokensReserved ?? 0));
    working = await startApp({ database, redisUrl });
    await working.app.get(LeftBehindTask, { strict: false }).run(await bench.now());
    const runs = await eventually(async () => {
      const now = await bench.goals.runsOf(goal.id);
      const others = now.filter(({ id }) => id !== lost);
      expect(others.map(({ status, attempt }) => [status, attempt])).toEqual(
        others.map(() => ['completed', 2]),
      );
      return others;
    });

    for (const { id } of runs) {
      const attempts = await bench.goals.attempts(id);
      expect(attempts.map(({ outcome }) => outcome)).toEqual(['lost', 'completed']);
      const ends = (await bench.goals.events(id)).filter(({ stage }) => stage === 'completed');
      expect(ends).toHaveLength(1);
    }
    expect(await bench.deliverables.ofCustomer(goal.customerId)).toHaveLength(4);
    expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 5 }]);
    expect(await bench.trials.view(trial.id)).toMatchObject({
      tokensReserved: 0,
      tokensUsed: runs.reduce((sum, { tokensUsed }) => sum + tokensUsed, 0),
    });
  }, 90_000);
});
