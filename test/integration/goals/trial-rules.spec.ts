import type { TrialView } from '../../../src/trials/trial-view.js';
import { startApp, type TestApp } from '../../support/app.js';
import { failing, GoalBench, staff } from '../../support/goal-bench.js';

const HOUR = 3_600_000;

describe('Trials', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  describe('a trial', () => {
    it('is one per agent type, is undone while unused, and is extended by rules', async () => {
      const { customerId, trial } = await bench.onTrial();
      expect((await bench.refusal('trial.create', customerId)).code).toBe('trial_open_already');
      const undone = await bench.call<{ status: string }>('trial.undo-activation', trial.id);
      expect(undone.status).toBe('pending');
      const again = await bench.call<TrialView>('trial.activate', trial.id);
      const extend = { version: again.version, hours: 72, reason: 'Customer was travelling' };
      const more = { ...extend, hours: 73 };
      expect((await bench.refusal('trial.extend', trial.id, more, staff('csm'))).code).toBe(
        'trial_extension_refused',
      );
      const extended = await bench.call<TrialView>('trial.extend', trial.id, extend, staff('csm'));
      expect(Date.parse(extended.endsAt ?? '') - Date.parse(again.endsAt ?? '')).toBe(72 * HOUR);
      const twice = { ...extend, version: extended.version, hours: 1 };
      expect((await bench.refusal('trial.extend', trial.id, twice, staff('csm'))).code).toBe(
        'trial_extension_refused',
      );
      await bench.call('trial.extend', trial.id, { ...twice, hours: 200 }, staff('admin'));
    });

    it('ends on the hour, stops its goals, and converts for 14 days', async () => {
      const { trial, goal } = await bench.withGoal();
      const run = await bench.trigger(goal.id);
      expect((await bench.refusal('trial.undo-activation', trial.id)).code).toBe('trial_used');
      const end = new Date(trial.endsAt ?? '');
      await bench.advanceTo(new Date(end.getTime() - 60_000));
      expect((await bench.trials.view(trial.id)).status).toBe('active');
      await bench.advanceTo(end);
      expect(await bench.trials.view(trial.id)).toMatchObject({
        status: 'expired',
        endedAt: trial.endsAt,
        tokensReserved: 0,
      });
      expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'paused', pauseReason: 'trial_ended' });
      expect(await bench.goals.run(run.id)).toMatchObject({ status: 'cancelled' });
      expect(await bench.work(run.id)).toEqual({ settled: 'nothing to do' });

      const { version } = await bench.trials.view(trial.id);
      await bench.advanceTo(new Date(end.getTime() + 13 * 24 * HOUR));
      const converted = await bench.call<TrialView>('trial.convert', trial.id, { version });
      expect(converted).toMatchObject({ status: 'converted', endedAt: trial.endsAt });
      expect((await bench.goals.goal(goal.id)).status).toBe('approved');
      const hired = await bench.trigger(goal.id);
      await bench.work(hired.id);
      expect((await bench.goals.run(hired.id)).status).toBe('completed');
    });

    it('does not convert after 14 days', async () => {
      const { trial } = await bench.onTrial();
      await bench.advanceTo(new Date(Date.parse(trial.endsAt ?? '') + 14 * 24 * HOUR + 60_000));
      const { version } = await bench.trials.view(trial.id);
      expect((await bench.refusal('trial.convert', trial.id, { version })).code).toBe('trial_too_late');
    });

    it('gives the task back only when the runtime was unreachable on every attempt', async () => {
      const { trial, goal } = await bench.withGoal();
      const never = await bench.trigger(goal.id);
      for (let attempt = 0; attempt < 3; attempt += 1) await bench.work(never.id, failing('unreachable'));
      expect(await bench.goals.run(never.id)).toMatchObject({
        status: 'failed',
        failureCode: 'unreachable',
        attempt: 3,
      });
      expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 0 }]);
      expect((await bench.goals.events(never.id)).at(-1)?.text).toContain('The task was given back.');

      const once = await bench.trigger(goal.id);
      await bench.work(once.id, failing('timeout'));
      expect((await bench.goals.run(once.id)).status).toBe('queued');
      await bench.work(once.id, failing('unreachable'));
      await bench.work(once.id, failing('unreachable'));
      expect((await bench.goals.run(once.id)).status).toBe('failed');
      expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 1 }]);
      expect((await bench.trials.view(trial.id)).tokensReserved).toBe(0);
    });
  });
});
