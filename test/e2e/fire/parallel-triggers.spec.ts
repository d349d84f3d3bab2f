import { join } from 'node:path';
import { OPERATOR } from '../../../src/platform/unit-of-work/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { GoalBench } from '../../support/goal-bench.js';
import { startWebProcess, type WebProcess } from '../../support/web-process.js';

const TRIGGERS = 200;
const DAILY_TASKS = 5;

describe('200 parallel triggers through two web processes', () => {
  let test: TestApp;
  let webs: WebProcess[] = [];

  beforeAll(async () => {
    test = await startApp();
    const start = (name: string) => startWebProcess(test.database.url, join(test.dataDir, name));
    webs = await Promise.all([start('one'), start('two')]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(webs.map((web) => web.stop()));
    await test?.close();
  });

  it('make exactly the five runs that the trial promises, and refuse the rest by name', async () => {
    const bench = new GoalBench(test);
    const { goal, trial } = await bench.withGoal();
    const { key } = await bench.call<{ key: string }>(
      'api-key.create',
      '',
      { name: 'fire', role: 'ops' },
      OPERATOR,
    );
    const trigger = async (at: number) => {
      const url = `${webs[at % 2]?.url ?? ''}/api/v1/goals/${goal.id}/trigger`;
      const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${key}` } });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const answers = await Promise.all(Array.from({ length: TRIGGERS }, (_, at) => trigger(at)));
    const refused = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(DAILY_TASKS);
    expect(refused).toHaveLength(TRIGGERS - DAILY_TASKS);
    for (const { body } of refused) {
      expect(body).toMatchObject({
        detail: expect.stringContaining('5') as unknown,
        hint: expect.any(String) as unknown,
      });
    }
    expect(await test.sql('select count(*)::int as runs from goal_run where goal_id = ?', [goal.id])).toEqual(
      [{ runs: DAILY_TASKS }],
    );
    const tasks = await test.sql('select sum(tasks)::int as tasks from trial_day where trial_id = ?', [
      trial.id,
    ]);
    expect(tasks).toEqual([{ tasks: DAILY_TASKS }]);
  }, 60_000);
});
