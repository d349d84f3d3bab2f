import { DueGoalsTask } from '../../../src/goals/due-goals.task.js';
import type { GoalView, RunView } from '../../../src/goals/goal-views.js';
import { AGENT_RUNTIME, type AgentRuntime } from '../../../src/goals/runtimes/agent-runtime.js';
import { startApp, type TestApp } from '../../support/app.js';
import { failing, GoalBench } from '../../support/goal-bench.js';

const HOUR = 3_600_000;

describe('Runs and schedules', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  describe('a run', () => {
    it('recovers on a later attempt, and names a fault of ours', async () => {
      const { goal } = await bench.withGoal();
      const first = await bench.trigger(goal.id);
      expect(await bench.work(first.id, failing('malformed'))).toEqual({
        threw: 'the attempt failed; the run waits for the next',
      });
      await bench.work(first.id);
      expect(await bench.goals.run(first.id)).toMatchObject({
        status: 'completed',
        attempt: 2,
        failureCode: null,
      });
      const second = await bench.trigger(goal.id);
      for (let attempt = 0; attempt < 3; attempt += 1) await bench.work(second.id, new TypeError('oops'));
      expect(await bench.goals.run(second.id)).toMatchObject({ status: 'failed', failureCode: 'internal' });
    });

    it('does not retry what retrying cannot change', async () => {
      const { goal } = await bench.withGoal();
      const run = await bench.trigger(goal.id);
      await bench.work(run.id, failing('rejected'));
      expect(await bench.goals.run(run.id)).toMatchObject({
        status: 'failed',
        failureCode: 'rejected',
        attempt: 1,
      });
    });

    it('is left to another worker when this one stops in the middle', async () => {
      const { goal } = await bench.withGoal();
      const run = await bench.trigger(goal.id);
      const stop = new AbortController();
      const runtime = test.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
      const real = runtime.run.bind(runtime);
      runtime.run = async () => {
        stop.abort(new Error('the worker is stopping'));
        return failing('cancelled');
      };
      expect(await bench.work(run.id, undefined, stop.signal)).toEqual({ threw: 'the worker is stopping' });
      runtime.run = real;
      expect((await bench.goals.run(run.id)).status).toBe('running');
      await test.sql("update goal_run set lease_until = lease_until - interval '1 hour' where id = ?", [
        run.id,
      ]);
      await bench.work(run.id);
      expect(await bench.goals.run(run.id)).toMatchObject({ status: 'completed', attempt: 2 });
    });

    it('is cancelled in the queue with its task back, in the middle without', async () => {
      const { trial, goal } = await bench.withGoal();
      const queued = await bench.trigger(goal.id);
      expect(await bench.call<RunView>('run.cancel', queued.id)).toMatchObject({ status: 'cancelled' });
      expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 0 }]);
      expect((await bench.refusal('run.cancel', queued.id)).code).toBe('run_finished');

      const running = await bench.trigger(goal.id);
      const runtime = test.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
      const real = runtime.run.bind(runtime);
      runtime.run = async (input, context) => {
        await bench.call('run.cancel', running.id);
        return real(input, context);
      };
      expect(await bench.work(running.id)).toEqual({ settled: 'another has it' });
      runtime.run = real;
      expect((await bench.goals.run(running.id)).status).toBe('cancelled');
      expect(await bench.deliverables.ofRun(running.id)).toBeNull();
      expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 1 }]);
    });
  });

  describe('a schedule', () => {
    it('runs what is due once, and after an outage catches up once', async () => {
      const { goal } = await bench.withGoal();
      const due = new Date(goal.nextDueAt ?? '');
      await bench.advanceTo(due);
      const [run] = await bench.goals.runsOf(goal.id);
      expect(run).toMatchObject({ trigger: 'schedule', status: 'queued', dueAt: due.toISOString() });
      expect((await bench.goals.goal(goal.id)).nextDueAt).toBe(
        new Date(due.getTime() + 6 * HOUR).toISOString(),
      );
      await bench.advanceTo(due);
      expect(await bench.goals.runsOf(goal.id)).toHaveLength(1);

      await bench.advanceTo(new Date(due.getTime() + 19 * HOUR));
      const runs = (await bench.goals.runsOf(goal.id)).map(({ status, failureCode, dueAt }) => [
        (Date.parse(dueAt) - due.getTime()) / HOUR,
        status,
        failureCode,
      ]);
      expect(runs.sort()).toEqual([
        [0, 'queued', null],
        [12, 'refused', 'missed'],
        [18, 'queued', null],
        [6, 'refused', 'missed'],
      ]);
    });

    it('leaves an outage out where the goal says so, and says which and why', async () => {
      const { goal } = await bench.withGoal();
      const due = new Date(goal.nextDueAt ?? '');
      const { version, parameters } = goal;
      const edited = await bench.call<GoalView>('goal.edit', goal.id, {
        version,
        parameters,
        catchUp: 'none',
      });
      expect(edited).toMatchObject({ status: 'approved', catchUp: 'none' });
      await bench.advanceTo(new Date(due.getTime() + 7 * HOUR));
      const runs = await bench.goals.runsOf(goal.id);
      expect(runs.map(({ status, failureCode }) => [status, failureCode])).toEqual([
        ['refused', 'missed'],
        ['refused', 'missed'],
      ]);
      expect(runs[0]?.failure).toContain('leaves missed runs out');
    });

    it('makes no second run of an instant when the clock goes back and the goal is resumed', async () => {
      const { goal } = await bench.withGoal();
      const due = new Date(goal.nextDueAt ?? '');
      await bench.advanceTo(due);
      await bench.call('goal.pause', goal.id);
      await test.sql('update goal set status = ?, pause_reason = null, next_due_at = ? where id = ?', [
        ...['approved', due, goal.id],
      ]);
      const task = test.app.get(DueGoalsTask, { strict: false });
      await Promise.all([task.run(await bench.now()), task.run(await bench.now())]);
      expect((await bench.goals.runsOf(goal.id)).map(({ dueAt }) => dueAt)).toEqual([due.toISOString()]);
    });

    it('keeps a refused row past the limit', async () => {
      const { goal } = await bench.withGoal();
      for (let task = 0; task < 5; task += 1) await bench.trigger(goal.id);
      const due = new Date(goal.nextDueAt ?? '');
      const sameDay = (await bench.trials.view(goal.trialId)).tasksFreeAt;
      await bench.advanceTo(due);
      const [run] = await bench.goals.runsOf(goal.id);
      if (due < new Date(sameDay)) {
        expect(run).toMatchObject({ status: 'refused', failureCode: 'daily_tasks' });
      } else {
        expect(run).toMatchObject({ status: 'queued', trigger: 'schedule' });
      }
    });
  });
});
