import { TrialPageQueries } from '../../../src/goals/trial-page.queries.js';
import { taskDay } from '../../../src/trials/limits.js';
import type { TrialView } from '../../../src/trials/trial-view.js';
import { startApp, type TestApp } from '../../support/app.js';
import { failing, GoalBench, staff } from '../../support/goal-bench.js';

const HOUR = 3_600_000;
const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

describe('Trials', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  const mailsOf = async (customerId: string): Promise<string[]> => {
    const rows = await test.sql<{ template: string }>('select template from mail where customer_id = ?', [
      customerId,
    ]);
    return rows.map(({ template }) => template);
  };

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

    it('is activated once by fifty presses at the same time', async () => {
      const { trial } = await bench.onTrial();
      await bench.call('trial.undo-activation', trial.id);
      const presses = Array.from({ length: 50 }, () => bench.call<TrialView>('trial.activate', trial.id));
      const ended = await Promise.allSettled(presses);
      const codes = ended.map((one) => (one.status === 'fulfilled' ? 'activated' : codeOf(one.reason)));
      expect(codes.filter((code) => code === 'activated')).toHaveLength(1);
      expect(new Set(codes)).toEqual(new Set(['activated', 'trial_not_pending']));
      const lines = await test.sql(
        "select 1 from history_entry where subject_id = ? and type = 'trial.activated'",
        [trial.id],
      );
      expect(lines).toHaveLength(2); // the first was undone
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
      expect(await bench.refusal('goal.resume', goal.id)).toMatchObject({
        code: 'goal_trial_over',
        detail: `It ended at ${trial.endsAt}.`,
      });
      expect(await bench.goals.run(run.id)).toMatchObject({ status: 'cancelled' });
      expect(await bench.work(run.id)).toEqual({ settled: 'nothing to do' });

      const { version } = await bench.trials.view(trial.id);
      await bench.advanceTo(new Date(end.getTime() + 13 * 24 * HOUR));
      const converted = await bench.call<TrialView>('trial.convert', trial.id, {
        version,
        ...(await bench.terms()),
      });
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
      expect(
        (await bench.refusal('trial.convert', trial.id, { version, ...(await bench.terms()) })).code,
      ).toBe('trial_too_late');
    });

    it('records what was agreed, or why not, and answers by the clock alone', async () => {
      const { trial, goal } = await bench.withGoal();
      const terms = { version: trial.version, ...(await bench.terms()) };
      for (const [field, value] of [
        ['plan', ''],
        ['price', { amount: 0, currency: 'INR' }],
        ['price', { amount: 5, currency: 'XXX' }],
        ['startsOn', '2026-02-30'],
        ['startsOn', '2001-01-01'],
      ] as const) {
        const wrong = await bench.refusal('trial.convert', trial.id, { ...terms, [field]: value });
        expect(wrong.fields.map((one) => one.field.split('.')[0])).toEqual([field]);
      }
      const why = { version: trial.version, because: 'price', words: 'Too much for us this year' };
      expect((await bench.refusal('trial.not-hired', trial.id, why)).code).toBe('trial_not_over');

      await bench.moveTo(new Date(trial.endsAt ?? ''));
      expect(await bench.trials.view(trial.id)).toMatchObject({ status: 'expired', endedAt: trial.endsAt });
      expect(
        await bench.refusal('trial.cancel', trial.id, { version: trial.version, reason: 'They go.' }),
      ).toMatchObject({
        code: 'transition_refused',
        detail: 'The trial is expired: nothing is left to cancel.',
      });
      const late = await bench.refusal('goal.trigger', goal.id);
      expect(late).toMatchObject({ code: 'trial_limit_reached', facts: { limit: 'trial_end' } });
      const extend = { version: trial.version, hours: 1, reason: 'Too late' };
      expect((await bench.refusal('trial.extend', trial.id, extend, staff('csm'))).code).toBe(
        'trial_not_running',
      );
      expect((await bench.refusal('trial.undo-activation', trial.id)).code).toBe('trial_not_running');
      const told = await bench.call<TrialView>('trial.not-hired', trial.id, why);
      expect(told).toMatchObject({
        status: 'expired',
        endedAt: trial.endsAt,
        notHired: { because: 'price', words: 'Too much for us this year' },
      });
      expect((await bench.goals.goal(goal.id)).pauseReason).toBe('trial_ended');
      const { version } = told;
      const hired = await bench.call<TrialView>('trial.convert', trial.id, { ...terms, version });
      expect(hired).toMatchObject({
        status: 'converted',
        notHired: null,
        hire: { plan: terms.plan, price: terms.price, startsOn: terms.startsOn, late: true },
      });
      expect(await mailsOf(trial.customerId)).toEqual(
        expect.arrayContaining(['trial_ended', 'trial_converted']) as string[],
      );
    });

    it('keeps a ledger whose lines prove each refusal', async () => {
      const { trial, goal } = await bench.withGoal();
      for (let task = 0; task < 5; task += 1) await bench.work((await bench.trigger(goal.id)).id);
      const lines = () =>
        test.sql<{ taken: number; open: number }>(
          `select count(*)::int as taken, count(*) filter (where settled_at is null)::int as open
             from trial_reservation where trial_id = ? and not task_returned`,
          [trial.id],
        );
      expect(await lines()).toEqual([{ taken: 5, open: 0 }]);
      expect((await bench.refusal('goal.trigger', goal.id)).facts).toMatchObject({
        limit: 'daily_tasks',
        used: 5,
        allowed: 5,
      });
      const { nextDueAt } = await bench.goals.goal(goal.id);
      await bench.advanceTo(new Date(nextDueAt ?? ''));
      const refusals = await test.sql<{ trigger: string; limit_name: string; used: number }>(
        'select trigger, limit_name, used from trial_refusal where trial_id = ? order by at',
        [trial.id],
      );
      const sameDay =
        taskDay(new Date(nextDueAt ?? ''), trial.zone) ===
        taskDay(new Date(trial.activatedAt ?? ''), trial.zone);
      const met = { limit_name: 'daily_tasks', used: 5 };
      expect(refusals).toEqual([
        { trigger: 'manual', ...met },
        ...(sameDay ? [{ trigger: 'schedule', ...met }] : []),
      ]);
      const page = await test.app.get(TrialPageQueries).page(trial.id);
      expect(page.refusalsInAll).toBe(refusals.length);
      for (const { lines, used } of page.refusals) expect(lines).toHaveLength(used);
      const { tokensPerRun = 0, runsLeft = 0, measured } = page.forecast ?? {};
      expect([measured, runsLeft]).toEqual([true, Math.floor(page.trial.tokensLeft / tokensPerRun)]);
      const [sums] = await test.sql<{
        used: number;
        reserved: number;
        tokens_used: number;
        tokens_reserved: number;
      }>(
        `select t.tokens_used, t.tokens_reserved, coalesce(sum(r.tokens_used), 0)::int as used,
                coalesce(sum(r.tokens) filter (where r.settled_at is null), 0)::int as reserved
           from trial t join trial_reservation r on r.trial_id = t.id where t.id = ? group by t.id`,
        [trial.id],
      );
      expect([sums?.used, sums?.reserved]).toEqual([sums?.tokens_used, sums?.tokens_reserved]);
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
