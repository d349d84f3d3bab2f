import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RunView } from '../../../src/goals/goal-views.js';
import { LeftBehindTask } from '../../../src/platform/claims/left-behind.task.js';
import { startApp, type TestApp } from '../../support/app.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eachEngine } from '../../support/engines.js';
import { eventually } from '../../support/eventually.js';
import { GoalBench } from '../../support/goal-bench.js';

const CHILD = fileURLToPath(new URL('../../support/run-crash-child.ts', import.meta.url));
const HOOKS = new URL('../../support/typescript-hooks.mjs', import.meta.url).href;

/** Lets a worker take the runs and die in the middle of all of them; answers the signal it died by. */
async function dieInTheMiddle(databaseUrl: string, redisUrl: string | undefined): Promise<string | null> {
  const child = fork(CHILD, {
    execArgv: ['--import', HOOKS],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
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
    expect(await dieInTheMiddle(database.url, redisUrl)).toBe('SIGKILL');

    const left = await bench.goals.runsOf(goal.id);
    expect(left.map(({ status, attempt }) => [status, attempt])).toEqual(asked.map(() => ['running', 1]));
    const stages = left.map(({ stage }) => stage ?? '').sort();
    expect(stages).toEqual(['checking', 'checking', 'computing', 'fetching', 'writing']);
    expect(await bench.deliverables.ofCustomer(goal.customerId)).toEqual([]);

    // As if the leases of the dead had run out.
    await asking.sql("update goal_run set lease_until = lease_until - interval '1 hour'");
    working = await startApp({ database, redisUrl });
    await working.app.get(LeftBehindTask, { strict: false }).run(await bench.now());
    const runs = await eventually(async () => {
      const now = await bench.goals.runsOf(goal.id);
      expect(now.map(({ status, attempt }) => [status, attempt])).toEqual(asked.map(() => ['completed', 2]));
      return now;
    }, 30_000);

    for (const { id } of runs) {
      const attempts = await bench.goals.attempts(id);
      expect(attempts.map(({ outcome }) => outcome)).toEqual(['lost', 'completed']);
      const ends = (await bench.goals.events(id)).filter(({ stage }) => stage === 'completed');
      expect(ends).toHaveLength(1);
    }
    expect(await bench.deliverables.ofCustomer(goal.customerId)).toHaveLength(5);
    expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 5 }]);
    expect(await bench.trials.view(trial.id)).toMatchObject({
      tokensReserved: 0,
      tokensUsed: runs.reduce((sum, { tokensUsed }) => sum + tokensUsed, 0),
    });
  }, 90_000);
});
