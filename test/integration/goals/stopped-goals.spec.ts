import { DueGoalsTask } from '../../../src/goals/due-goals.task.js';
import { Goal } from '../../../src/goals/goal.entity.js';
import type { GoalView } from '../../../src/goals/goal-views.js';
import { GoalResumption } from '../../../src/goals/goal-resumption.js';
import { marketMonitoring } from '../../../src/goals/templates/market-monitoring.js';
import { systemActor, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { addDays, dayKey } from '../../../src/platform/time/wall-clock.js';
import type { TrialView } from '../../../src/trials/trial-view.js';
import { startApp, type TestApp } from '../../support/app.js';
import { integrationActor } from '../../support/credential-bench.js';
import { customer, GoalBench, staff } from '../../support/goal-bench.js';

const DAY = 86_400_000;
const security = staff('security');
const STOLEN = { cause: 'compromised_credentials', reason: 'The key stood in a public chat.' };
const goalInput = { template: 'market_monitoring', parameters: marketMonitoring.defaults };

describe('A goal that was stopped', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  const runsOf = (customerId: string) =>
    test.sql('select id from goal_run where customer_id = ?', [customerId]);

  it('has no goal revived by any door while it lasts, and afterwards by our team alone', async () => {
    const { customerId, agentId, goal, trial } = await bench.withGoal();
    const [goalId, trialId] = [goal.id, trial.id];
    const often = { frequency: { kind: 'every_hours', hours: 1 } };
    const waiting = await bench.createGoal(customerId, agentId, often);
    const rejected = await bench.createGoal(customerId, agentId, often);
    await bench.call('goal.reject', rejected.id, { version: rejected.version, reason: 'Too often' });
    await test.sql('update trial set daily_tasks = 90, tokens_total = 9000000 where id = ?', [trialId]);
    const own = await bench.createGoal(customerId, agentId);
    expect(own.status).toBe('approved');
    await bench.call('goal.pause', own.id, {}, customer(customerId));
    const draft = await bench.finished(goalId);
    const before = await runsOf(customerId);
    await bench.call('customer.contain', customerId, STOLEN);

    const refused = async (name: string, id: string, input: object = {}, actor = staff('admin')) =>
      (await bench.refusal(name, id, input, actor)).code;
    const integration = integrationActor;
    for (const actor of [staff('ops'), staff('csm'), staff('admin'), integration, customer(customerId)]) {
      expect(await refused('goal.resume', goalId, {}, actor)).toBe('goal_contained');
      expect(await refused('goal.trigger', goalId, {}, actor)).toBe('goal_contained');
      expect(await refused('goal.resume', own.id, {}, actor)).toBe('goal_contained');
    }
    expect(await bench.refusal('goal.resume', goalId)).toMatchObject({
      hint: expect.stringContaining('Re-open') as string,
    });
    expect(await refused('goal.create', customerId, { agentId, ...goalInput })).toBe('customer_not_active');
    const again = await bench.call<{ version: number }>('goal.resubmit', rejected.id);
    const edited = await bench.call<{ version: number; status: string }>('goal.edit', goalId, {
      version: (await bench.goals.goal(goalId)).version,
      parameters: { ...goalInput.parameters, frequency: { kind: 'daily', at: '09:30' } },
    });
    expect(edited.status).toBe('pending_approval');
    const pending = [
      { id: waiting.id, version: waiting.version },
      { id: rejected.id, version: again.version },
      { id: goalId, version: edited.version },
    ];
    for (const { id, version } of pending)
      expect(await refused('goal.approve', id, { version, overrideReason: 'Agreed' })).toBe('goal_contained');
    const many = await bench.call<{ done: number; rows: { code: string }[] }>('goal.approve-many', '', {
      goals: pending,
    });
    expect([many.done, many.rows.map(({ code }) => code)]).toEqual([0, Array(3).fill('goal_contained')]);
    expect(
      await refused('deliverable.regenerate', draft.id, { version: draft.version, feedback: 'Shorter' }),
    ).toBe('goal_not_approved');
    await test.sql(`update deliverable set proposal = '{"kind":"post"}' where id = ?`, [draft.id]);
    expect(await refused('deliverable.approve', draft.id, { version: draft.version })).toBe('contained');
    const { version } = await bench.trials.view(trialId);
    await bench.call('trial.convert', trialId, { ...(await bench.terms()), version });
    await test.app.get(DueGoalsTask).run(new Date((await bench.now()).getTime() + 86_400_000));
    expect(
      await test.sql("select id from goal where customer_id = ? and status = 'approved'", [customerId]),
    ).toEqual([]);
    expect(await runsOf(customerId)).toEqual(before);

    await test.sql("update goal set status = 'paused', pause_reason = 'contained' where id = ?", [goalId]);
    await bench.call('customer.release', customerId, { reason: 'The key was replaced.' }, security);
    await bench.credential(customerId, await bench.now());
    for (const actor of [integration, customer(customerId)])
      expect(await refused('goal.resume', goalId, {}, actor)).toBe('goal_contained');
    expect(await bench.call('goal.resume', own.id, {}, customer(customerId))).toMatchObject({
      status: 'approved',
    });
    expect(await bench.call('goal.resume', goalId, {}, staff('csm'))).toMatchObject({ status: 'approved' });
  });

  it('finds goals that stopped with the trial stopped by the containment, whoever is hired meanwhile', async () => {
    const { customerId, goal, trial } = await bench.withGoal();
    await test.sql(`update trial set status = 'expired', ended_at = ?, ends_at = ? where id = ?`, [
      await bench.now(),
      await bench.now(),
      trial.id,
    ]);
    await test.sql("update goal set status = 'paused', pause_reason = 'trial_ended' where id = ?", [goal.id]);
    await bench.call('customer.contain', customerId, STOLEN);
    await bench.call('customer.release', customerId, { reason: 'It was a false alarm.' }, security);
    const { version } = await bench.trials.view(trial.id);
    await bench.credential(customerId, await bench.now());
    await bench.call('trial.convert', trial.id, { ...(await bench.terms()), version });
    expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'paused', pauseReason: 'contained' });
  });

  it.each(['while it is paused', 'before'])('runs once a day, the zone having moved %s', async (when) => {
    const { customerId, goal } = await bench.withGoal({ frequency: { kind: 'daily', at: '10:00' } });
    const due = new Date(goal.nextDueAt ?? 0);
    await bench.moveTo(due);
    await test.app.get(DueGoalsTask).run(due);
    expect(await bench.goals.goal(goal.id)).toMatchObject({
      nextDueAt: new Date(due.getTime() + DAY).toISOString(),
    });
    const [is] = await test.sql<{ version: number }>('select version from customer where id = ?', [
      customerId,
    ]);
    const version = is?.version;
    const move = () => bench.call('customer.update', customerId, { version, timezone: 'Europe/London' });
    if (when === 'before') await move();
    await bench.call('goal.pause', goal.id);
    if (when !== 'before') await move();
    const resumed = await bench.call<{ nextDueAt: string }>('goal.resume', goal.id);
    expect(dayKey(new Date(resumed.nextDueAt), 'Europe/London')).toBe(
      addDays(dayKey(due, 'Asia/Kolkata'), 1),
    );
  });

  it('goes on with the account where its connection was healed while that was suspended', async () => {
    const { customerId, goal } = await bench.withGoal();
    await bench.call('customer.suspend', customerId, { reason: 'Payment is discussed' });
    const heal = () =>
      test.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
        await test.app
          .get(GoalResumption, { strict: false })
          .resumeUnlessHeld(tx, await tx.em.findOneOrFail(Goal, goal.id));
        await tx.em.flush();
      });
    await test.sql("update goal set pause_reason = 'credential' where id = ?", [goal.id]);
    await heal();
    expect(await bench.goals.goal(goal.id)).toMatchObject({ pauseReason: 'customer_suspended' });
    await bench.call('customer.reactivate', customerId, { reason: 'All is settled' });
    expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'approved' });
  });

  it('has no twin that approves itself, whatever its customer names it and whenever it runs', async () => {
    const { customerId, agentId } = await bench.withGoal({ frequency: { kind: 'daily', at: '10:00' } });
    const person = customer(customerId);
    const propose = (at: string, actor?: Actor) =>
      bench.call<GoalView>(
        'goal.create',
        customerId,
        {
          ...{ agentId, template: 'market_monitoring', name: `At ${at}` },
          parameters: { ...marketMonitoring.defaults, frequency: { kind: 'daily', at } },
        },
        actor,
      );
    const paused = await propose('11:00', person);
    expect(paused.status).toBe('approved');
    await bench.call('goal.pause', paused.id, {}, person);
    expect((await propose('12:00', person)).status).toBe('approved');
    await bench.call('goal.resume', paused.id, {}, person);
    await bench.call('goal.pause', paused.id, { reason: 'It repeats itself.' });
    const twin = await propose('11:01', person);
    expect(twin.status).toBe('pending_approval');
    expect((await propose('13:00')).status).toBe('approved');
    await bench.call('goal.resume', paused.id);
    await bench.call('goal.reject', twin.id, { version: twin.version, reason: 'Twice the same.' });
    await bench.call('goal.archive', twin.id, {}, person);
    expect((await propose('11:02', person)).status).toBe('pending_approval');
  });

  describe('of an agent with more than one trial', () => {
    /** Its first trial over, with a goal that stopped with it, and a second one begun. */
    async function followed() {
      const first = await bench.withGoal();
      await bench.advanceTo(new Date(first.trial.endsAt ?? ''));
      expect(await bench.goals.goal(first.goal.id)).toMatchObject({ pauseReason: 'trial_ended' });
      const { customerId } = first;
      const second = await bench.call<TrialView>('trial.create', customerId);
      await test.sql('update credential set last_validated_at = ? where customer_id = ?', [
        await bench.now(),
        customerId,
      ]);
      return { ...first, second };
    }
    const convert = async (id: string) => {
      const { version } = await bench.trials.view(id);
      return bench.call('trial.convert', id, { ...(await bench.terms()), version });
    };

    it('goes on when its own trial is converted, and does not stop with another', async () => {
      const { customerId, goal, trial, second } = await followed();
      await convert(trial.id);
      expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'approved' });
      const { version } = await bench.trials.view(second.id);
      await bench.call('trial.cancel', second.id, { version, reason: 'The first one was hired' });
      expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'approved' });
      // Hired, whatever became of a trial beside it.
      await bench.call('credential.connect-link', customerId, { platform: 'delta' });
      expect((await bench.refusal('trial.create', customerId)).code).toBe('trial_agent_hired');
    });

    it('stays stopped when another trial is converted, under which it could not run', async () => {
      const { customerId, goal, second } = await followed();
      await bench.call('trial.activate', second.id);
      await convert(second.id);
      expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'paused', pauseReason: 'trial_ended' });
      await test.sql("update goal set pause_reason = 'person', paused_by = 'customer' where id = ?", [
        goal.id,
      ]);
      expect(await bench.refusal('goal.resume', goal.id, {}, customer(customerId))).toMatchObject({
        code: 'goal_trial_over',
        hint: expect.stringContaining('Write to your manager') as string,
      });
    });
  });
});
