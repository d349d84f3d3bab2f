import { MailLoaders, type MailToLoad } from '../../../src/mail/mail-loaders.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { DueGoalsTask } from '../../../src/goals/due-goals.task.js';
import { DeadRunsTask } from '../../../src/goals/dead-runs.task.js';
import { AGENT_RUNTIME, type AgentRuntime } from '../../../src/goals/runtimes/agent-runtime.js';
import { systemActor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import type { TrialView } from '../../../src/trials/trial-view.js';
import { TrialPageQueries } from '../../../src/goals/trial-page.queries.js';
import type { ExtensionResult } from '../../../src/trials/extension-view.js';
import { startApp, type TestApp } from '../../support/app.js';
import { GoalBench, staff } from '../../support/goal-bench.js';

const HOUR = 3_600_000;

describe('Running trials', () => {
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

  it('are extended together for one reason, once, and each customer is told once', async () => {
    const [one, other, pending] = [await bench.onTrial(), await bench.onTrial(), await bench.draftAgent()];
    await bench.call('trial.create', pending.customerId);
    const [waiting] = await bench.trials.ofCustomer(pending.customerId);
    const trials = [one.trial, other.trial, waiting].map((trial) => ({
      id: trial?.id ?? '',
      version: trial?.version ?? 1,
    }));
    const admin = staff('admin');
    const input = { hours: 24, reason: 'Outage of 26 November', trials };
    const many = (change: object = {}) =>
      bench.call<ExtensionResult>('trial.extend-many', '', { ...input, ...change }, admin);
    expect((await bench.refusal('trial.extend-many', '', input, staff('csm'))).code).toBe('forbidden');
    const both = { ...input, runningFrom: '2026-01-01T00:00:00Z', runningTo: '2026-01-02T00:00:00Z' };
    expect((await bench.refusal('trial.extend-many', '', both, admin)).fields[0]?.field).toBe('trials');
    const unknown = { ...input, trials: [{ id: newId(), version: 1 }] };
    expect((await bench.refusal('trial.extend-many', '', unknown, admin)).code).toBe('trial_extension_unfit');

    expect(await many({ dryRun: true })).toMatchObject({ dryRun: true, done: 2, refused: 1 });
    expect((await bench.trials.view(one.trial.id)).endsAt).toBe(one.trial.endsAt);
    const stale = trials.map(({ id, version }) => ({ id, version: id === other.trial.id ? 99 : version }));
    const dry = await many({ dryRun: true, trials: stale });
    expect(dry).toMatchObject({ done: 1, refused: 2 });
    const [company] = await test.sql<{ name: string }>(
      "select company_name || ' (C-' || number || ')' as name from customer where id = ?",
      [other.customerId],
    );
    expect(dry.rows.find(({ id }) => id === other.trial.id)).toMatchObject({
      name: company?.name,
      result: 'refused',
      why: 'It was changed after you chose it. Look at it, and choose it again.',
    });
    const twice = await bench.refusal(
      'trial.extend-many',
      '',
      { ...input, trials: [...trials, ...trials] },
      admin,
    );
    expect(twice.fields).toMatchObject([{ field: 'trials', message: 'names a record twice' }]);
    const twins = await Promise.all([many(), many()]);
    expect(twins.map(({ done }) => done).sort()).toEqual([0, 2]);
    expect(twins.flatMap(({ rows }) => rows.map(({ result }) => result)).sort()).toEqual([
      'done',
      'done',
      'refused',
      'refused',
      'skipped',
      'skipped',
    ]);
    const later = new Date(Date.parse(one.trial.endsAt ?? '') + 24 * HOUR).toISOString();
    expect((await bench.trials.view(one.trial.id)).endsAt).toBe(later);
    const window = { trials: undefined, runningFrom: one.trial.activatedAt, runningTo: later };
    const again = await many({ ...window, reason: ' outage of 26 NOVEMBER' });
    expect(again.rows.find(({ id }) => id === one.trial.id)?.result).toBe('skipped');
    expect(again.rows.some(({ id }) => id === waiting?.id)).toBe(false);
    expect((await mailsOf(one.customerId)).filter((name) => name === 'trial_extended')).toHaveLength(1);
    // What an admin granted to all does not use up what the manager may grant.
    const { version } = await bench.trials.view(one.trial.id);
    const own = { version, hours: 72, reason: 'Customer was travelling' };
    await bench.call('trial.extend', one.trial.id, own, staff('csm'));
  });

  it('get back what a dead run holds after ten minutes, and refuse what its worker brings later', async () => {
    const { goal, trial, customerId } = await bench.withGoal();
    const dead = test.app.get(DeadRunsTask, { strict: false });
    const die = (id: string, columns = '') =>
      test.sql(
        `update goal_run set ${columns} lease_until = now() - interval '11 minutes',
                stuck_at = created_at - interval '2 minutes' where id = ?`,
        [id],
      );
    const runtime = test.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
    const real = runtime.run.bind(runtime);
    const [called, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    runtime.run = async (input, context) => {
      called.resolve();
      await answer.promise;
      return real(input, { ...context, progress: () => Promise.resolve() });
    };
    const asked = await bench.trigger(goal.id);
    const working = bench.work(asked.id);
    await called.promise;
    expect(await dead.run(await bench.now())).toBe(0);
    await die(asked.id);
    expect(await dead.run(await bench.now())).toBe(1);
    expect(await bench.trials.view(trial.id)).toMatchObject({
      tokensReserved: 0,
      tokensUsed: 0,
      tasksToday: 1,
    });
    answer.resolve();
    expect(await working).toEqual({ settled: 'refused: its reservation was freed' });
    runtime.run = real;
    expect(await bench.deliverables.ofCustomer(customerId)).toEqual([]);
    expect(await bench.goals.run(asked.id)).toMatchObject({ status: 'failed', failureCode: 'worker_lost' });
    const stages = (await bench.goals.events(asked.id)).map(({ stage }) => stage);
    expect(stages).toEqual(['queued', 'started', 'failed', 'late']);

    const untouched = await bench.trigger(goal.id);
    await die(untouched.id, "status = 'running', attempt = 1,");
    expect(await dead.run(await bench.now())).toBe(1);
    expect(await bench.trials.view(trial.id)).toMatchObject({ tokensReserved: 0, tasksToday: 1 });
    const { freed } = await test.app.get(TrialPageQueries).page(trial.id);
    expect(freed.map(({ runId, taskReturned }) => [runId, taskReturned])).toEqual(
      expect.arrayContaining([
        [asked.id, false],
        [untouched.id, true],
      ]),
    );
    // One that only waits is alive: it runs late rather than never.
    const waiting = await bench.trigger(goal.id);
    await die(waiting.id);
    expect(await dead.run(await bench.now())).toBe(0);
  });

  it('take check-in and mails back with an undone activation, and ask for them anew with the next', async () => {
    const { customerId, trial } = await bench.onTrial();
    const calls = () =>
      test.sql<{ status: string }>(
        "select status from call where customer_id = ? and kind = 'check_in' order by id",
        [customerId],
      );
    const planned = () =>
      test.sql('select notice_at, check_in_mail_at from trial where id = ? and notice_at is not null', [
        trial.id,
      ]);
    const read = async (): Promise<string[]> => {
      const mails = await test.sql<MailToLoad>(
        `select id, template, to_email as "toEmail", to_name as "toName", customer_id as "customerId",
                subject_id as "subjectId", params
           from mail where customer_id = ? and template like 'trial%' order by id`,
        [customerId],
      );
      return test.app.get(UnitOfWork).look(systemActor('test'), async (tx) => {
        const outcomes: string[] = [];
        for (const mail of mails) {
          const loaded = test.app.get(MailLoaders).look(tx, mail);
          const outcome = await loaded.then(
            () => 'goes out',
            (error: Error) => error.message,
          );
          outcomes.push(`${mail.template}: ${outcome}`);
        }
        return outcomes;
      });
    };
    expect([await calls(), (await planned()).length]).toEqual([[{ status: 'scheduled' }], 1]);
    await bench.call('trial.undo-activation', trial.id);
    expect([await calls(), await planned()]).toEqual([[{ status: 'cancelled' }], []]);
    expect(await read()).toEqual(['trial_activated: the trial is pending']);

    await bench.moveTo(new Date((await bench.now()).getTime() + 60_000));
    const again = await bench.call<TrialView>('trial.activate', trial.id);
    expect(await calls()).toEqual([{ status: 'cancelled' }, { status: 'scheduled' }]);
    expect(await read()).toEqual([
      'trial_activated: that activation was undone',
      'trial_activated: goes out',
    ]);
    // Past the end that the first activation had, before that of the second.
    await bench.advanceTo(new Date(Date.parse(trial.endsAt ?? '') + 1_000));
    expect((await mailsOf(customerId)).filter((name) => name === 'trial_ended')).toEqual([]);
    await bench.advanceTo(new Date(again.endsAt ?? ''));
    const names = (await mailsOf(customerId)).filter((name) => name.startsWith('trial_'));
    expect(names.filter((name) => name === 'trial_ended')).toHaveLength(1);
    expect(names.filter((name) => name === 'trial_ending')).toHaveLength(1);

    await bench.moveTo(new Date(Date.parse(again.endsAt ?? '') + 13 * 24 * HOUR));
    const { version } = await bench.trials.view(trial.id);
    const terms = await bench.terms();
    await bench.call('trial.convert', trial.id, { version, ...terms });
    expect((await read()).slice(-2)).toEqual([
      'trial_ended: the trial is converted',
      'trial_converted: goes out',
    ]);
    expect((await bench.refusal('trial.convert', trial.id, { version: version + 1, ...terms })).code).toBe(
      'trial_not_running',
    );
    expect((await mailsOf(customerId)).filter((name) => name === 'trial_converted')).toHaveLength(1);
  });

  it('run nothing past their end, by the clock alone: what waits is cancelled, what falls due refused', async () => {
    const { trial, goal } = await bench.withGoal();
    const waiting = await bench.trigger(goal.id);
    await bench.moveTo(new Date(trial.endsAt ?? ''));
    expect(await bench.work(waiting.id)).toEqual({ settled: 'cancelled' });
    expect(await bench.goals.run(waiting.id)).toMatchObject({
      status: 'cancelled',
      failureCode: 'trial_not_running',
    });
    expect((await bench.trials.view(trial.id)).tokensReserved).toBe(0);
    expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 0 }]);
    await test.app.get(DueGoalsTask, { strict: false }).run(await bench.now());
    const due = await test.sql<{ status: string; code: string }>(
      `select status, failure_code as code from goal_run
        where goal_id = ? and trigger = 'schedule' order by due_at desc`,
      [goal.id],
    );
    expect(due[0]?.code).toBe('trial_end');
    expect(new Set(due.map(({ status }) => status))).toEqual(new Set(['refused']));
    await bench.advanceTo(new Date(Date.parse(trial.endsAt ?? '') + 24 * HOUR));
    const later = await test.sql('select 1 from goal_run where goal_id = ? and due_at > ?', [
      goal.id,
      new Date(trial.endsAt ?? ''),
    ]);
    expect(later).toEqual([]);
  });
});
