import { RunGoalJob } from '../../../src/goals/jobs/run-goal.job.js';
import { RunQueries } from '../../../src/goals/runs/run.queries.js';
import {
  AGENT_RUNTIME,
  type AgentRuntime,
  type RunOutcome,
} from '../../../src/goals/runtimes/agent-runtime.js';
import { StuckRunsTask } from '../../../src/goals/stuck-runs.task.js';
import { StaleClaim } from '../../../src/platform/claims/claims.js';
import { LeaseHeld } from '../../../src/platform/queues/job-type.js';
import { startApp, type TestApp } from '../../support/app.js';
import { failing, GoalBench } from '../../support/goal-bench.js';

const DRAFT: RunOutcome = {
  ...{
    kind: 'completed',
    title: 'BTC market analysis',
    body: '# BTC',
    proposal: null,
    remarks: [],
    tokens: 10,
  },
};

describe('An attempt of a run', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  const attempts = async (id: string) =>
    (await bench.goals.attempts(id)).map(({ number, outcome, failureCode, tokens, endedAt }) => [
      ...[number, outcome, failureCode, tokens],
      endedAt !== null,
    ]);
  /** In place of the runtime, until the callback is over. */
  async function withRuntime(run: AgentRuntime['run'], during: (real: AgentRuntime['run']) => Promise<void>) {
    const runtime = test.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
    const real = runtime.run.bind(runtime);
    runtime.run = run;
    await during(real).finally(() => (runtime.run = real));
  }

  it('is kept with its end, its failure and its tokens, which are charged', async () => {
    const { goal, trial } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    await bench.work(run.id, { ...failing('malformed'), tokens: 200 });
    expect((await bench.goals.run(run.id)).retryAt).not.toBeNull();
    const budgets: number[] = [];
    await withRuntime(
      (input) => {
        budgets.push(input.tokenBudget);
        return Promise.resolve({ ...failing('rejected'), tokens: 100 });
      },
      async () => void (await bench.work(run.id)),
    );
    expect(budgets).toEqual([1300]);
    expect(await attempts(run.id)).toEqual([
      [1, 'failed', 'malformed', 200, true],
      [2, 'failed', 'rejected', 100, true],
    ]);
    expect(await bench.goals.run(run.id)).toMatchObject({
      status: 'failed',
      tokensUsed: 300,
      retryAt: null,
    });
    expect(await bench.trials.view(trial.id)).toMatchObject({ tokensUsed: 300, tokensReserved: 0 });
  });

  it('rests as long as the service asks for, whoever asks for the run meanwhile', async () => {
    const { goal } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    await bench.work(run.id, { ...failing('unreachable'), retryAfterMs: 120_000 });
    const { retryAt, status } = await bench.goals.run(run.id);
    expect(status).toBe('queued');
    const job = test.app.get(RunGoalJob, { strict: false });
    const context = { signal: new AbortController().signal, attempt: 1, last: false, jobId: 'test' };
    const answer = await job.handle({ id: run.id }, context).catch((error: unknown) => error);
    expect(answer).toBeInstanceOf(LeaseHeld);
    expect((answer as LeaseHeld).until.toISOString()).toBe(retryAt);
    expect((await bench.goals.run(run.id)).attempt).toBe(1);
    expect((await bench.goals.events(run.id)).at(-1)?.text).toContain('tried again in 120 seconds');
  });

  it('that ignores its time limit is ended, and what it says later is discarded', async () => {
    const { goal } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    const limit = new AbortController();
    const late = Promise.withResolvers<RunOutcome>();
    let tell: (() => Promise<void>) | undefined;
    await withRuntime(
      (_input, context) => {
        tell = () => context.progress('writing', 'still at it');
        limit.abort(new DOMException('too long', 'TimeoutError'));
        return late.promise;
      },
      async () => void (await bench.work(run.id, undefined, limit.signal)),
    );
    late.resolve(DRAFT);
    await expect(tell?.()).rejects.toBeInstanceOf(StaleClaim);
    expect(await attempts(run.id)).toEqual([[1, 'failed', 'timeout', 0, true]]);
    expect(await bench.deliverables.ofRun(run.id)).toBeNull();
    await bench.work(run.id);
    expect(await bench.goals.run(run.id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(await bench.tasksOf(goal.trialId)).toEqual([{ tasks: 1 }]);
  });

  it('whose answer takes more tokens than are left delivers nothing and charges no more than was reserved', async () => {
    const { goal, trial } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    await bench.work(run.id, { ...DRAFT, tokens: 99_999 });
    expect(await bench.goals.run(run.id)).toMatchObject({ status: 'failed', failureCode: 'over_budget' });
    expect(await bench.deliverables.ofRun(run.id)).toBeNull();
    expect(await bench.trials.view(trial.id)).toMatchObject({ tokensUsed: 1500, tokensReserved: 0 });
  });

  it('follows the goal as it was when the run began, and the draft says that it was changed since', async () => {
    const { goal } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    const seen: unknown[] = [];
    await withRuntime(
      async (input) => {
        seen.push(input.goal.parameters);
        const { version, parameters } = await bench.goals.goal(goal.id);
        if (seen.length > 1) return DRAFT;
        const frequency = { kind: 'daily', at: '10:00' };
        await bench.call('goal.edit', goal.id, { version, parameters: { ...parameters, frequency } });
        return failing('malformed');
      },
      async () => {
        await bench.work(run.id);
        await bench.work(run.id);
      },
    );
    expect(seen[1]).toEqual(seen[0]);
    expect((await bench.goals.goal(goal.id)).status).toBe('pending_approval');
    expect((await bench.draftOf(run.id)).remarks).toEqual([
      expect.stringContaining('follows the goal as it was when the run began') as string,
    ]);
  });

  it.each([
    ['paused', 'goal_not_approved', 'goal.pause'],
    ['archived', 'goal_not_approved', 'goal.archive'],
  ])(
    'does not begin for a goal that was %s while it waited; the task returns',
    async (_state, code, command) => {
      const { goal, trial } = await bench.withGoal();
      const run = await bench.trigger(goal.id);
      await bench.call(command, goal.id);
      expect(await bench.work(run.id)).toEqual({ settled: 'cancelled' });
      expect(await bench.goals.run(run.id)).toMatchObject({ status: 'cancelled', failureCode: code });
      expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 0 }]);
    },
  );

  it('does not begin without its credential; the run names it and what to do', async () => {
    const { goal, trial, customerId } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    await test.sql("update credential set status = 'expired' where customer_id = ?", [customerId]);
    expect(await bench.work(run.id)).toEqual({ settled: 'cancelled' });
    const { ending } = await test.app.get(RunQueries, { strict: false }).page(run.id);
    expect(ending).toMatchObject({
      status: 'cancelled',
      text: expect.stringContaining('Delta Exchange') as string,
      todo: expect.stringContaining('Test Connection') as string,
    });
    expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 0 }]);
  });

  it('is marked when it is not over after ten minutes, once, and runs nevertheless', async () => {
    const { goal } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    const task = test.app.get(StuckRunsTask, { strict: false });
    await task.run(await bench.now());
    expect((await bench.goals.run(run.id)).stuckAt).toBeNull();
    await bench.advanceTo(new Date((await bench.now()).getTime() + 10 * 60_000));
    await task.run(await bench.now());
    await task.run(await bench.now());
    expect((await bench.goals.run(run.id)).stuckAt).not.toBeNull();
    const stages = (await bench.goals.events(run.id)).map(({ stage }) => stage);
    expect(stages).toEqual(['queued', 'stuck']);
    await bench.work(run.id);
    expect((await bench.goals.run(run.id)).status).toBe('completed');
  });
});
