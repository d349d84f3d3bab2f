import { CredentialDeadlinesTask } from '../../../src/credentials/deadlines/deadlines.task.js';
import { DueGoalsTask } from '../../../src/goals/due-goals.task.js';
import type { ApprovedRow } from '../../../src/goals/goal-bulk-approval.js';
import type { RowsOutcome } from '../../../src/platform/commands/many-rows.js';
import type { GoalView } from '../../../src/goals/goal-views.js';
import { SchedulePreviews } from '../../../src/goals/schedule-preview.js';
import { dueAfterMove } from '../../../src/goals/schedule/due-after-move.js';
import { marketMonitoring } from '../../../src/goals/templates/market-monitoring.js';
import { dayKey } from '../../../src/platform/time/wall-clock.js';
import { startApp, type TestApp } from '../../support/app.js';
import { customer, GoalBench, saving, staff } from '../../support/goal-bench.js';

describe('A goal that waits for its turn, or for approval', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  it('keeps to the customer’s clock when the zone changes, and is due while it waits in line', async () => {
    const { customerId, goal } = await bench.withGoal({ frequency: { kind: 'daily', at: '10:00' } });
    const [{ version } = { version: 0 }] = await test.sql<{ version: number }>(
      'select version from customer where id = ?',
      [customerId],
    );
    const previews = test.app.get(SchedulePreviews);
    const rule = { kind: 'daily', at: '10:00' };
    const before = await previews.of({ kind: 'goal', id: goal.id }, rule);
    expect(before).toMatchObject({
      frequency: 'Daily at 10:00',
      nextRuns: [goal.nextDueAt, ...Array<unknown>(4).fill(expect.any(String))],
    });
    await bench.call('customer.update', customerId, { version, timezone: 'Australia/Lord_Howe' });
    const moved = await bench.goals.goal(goal.id);
    expect(moved.schedule).toMatchObject({ zone: 'Australia/Lord_Howe', cron: '0 10 * * *' });
    const due = dueAfterMove(
      '0 10 * * *',
      { from: goal.schedule.zone, to: moved.schedule.zone, lived: null },
      await bench.now(),
    );
    expect(Math.abs(Date.parse(moved.nextDueAt ?? '') - (due?.getTime() ?? 0))).toBeLessThan(60_000);
    expect(
      await previews.of({ kind: 'customer', id: customerId }, { kind: 'cron', expression: '*' }),
    ).toBeNull();
  });

  it('does not run again on the new clock what was overdue on the old one', async () => {
    const { customerId, goal } = await bench.withGoal({ frequency: { kind: 'daily', at: '10:00' } });
    const [at] = await test.sql<{ due: Date; version: number }>(
      `update goal g set next_due_at = next_due_at - interval '1 day' from customer c
        where g.id = ? and c.id = g.customer_id returning g.next_due_at as due, c.version`,
      [goal.id],
    );
    const due = new Date(at?.due ?? 0);
    // West of it, the wall that showed 10:00 shows it once more on the same day.
    await bench.call('customer.update', customerId, { version: at?.version, timezone: 'America/New_York' });
    await test.app.get(DueGoalsTask).run(await bench.now());
    const runs = await bench.goals.runsOf(goal.id);
    expect(runs.map(({ dueAt, trigger }) => [dueAt, trigger])).toEqual([[due.toISOString(), 'schedule']]);
    const { nextDueAt } = await bench.goals.goal(goal.id);
    const next = dayKey(new Date(nextDueAt ?? ''), 'America/New_York');
    expect(next > dayKey(due, 'Asia/Kolkata')).toBe(true);
  });

  describe('when what it was paused for is over', () => {
    const paused = async (change: object = {}) => {
      const made = await bench.withGoal(change);
      const configure = async (settings: object) => {
        const [{ version } = { version: 0 }] = await test.sql<{ version: number }>(
          'select version from agent where id = ?',
          [made.agentId],
        );
        await bench.call('agent.configure', made.agentId, saving(version, settings));
      };
      await bench.call('customer.suspend', made.customerId, { reason: 'Payment is discussed' });
      expect(await bench.goals.goal(made.goal.id)).toMatchObject({ pauseReason: 'customer_suspended' });
      return { ...made, configure };
    };
    const resumed = async (customerId: string, goalId: string) => {
      await bench.call('customer.reactivate', customerId, { reason: 'All is settled' });
      return bench.goals.goal(goalId);
    };

    it('goes on where nothing changed, and after other words', async () => {
      const { customerId, goal, configure } = await paused();
      await configure({ nickname: 'Alex' });
      expect(await resumed(customerId, goal.id)).toMatchObject({ status: 'approved', pauseReason: null });
    });

    it('is approved anew where limits of its agent changed meanwhile', async () => {
      const { customerId, goal, configure } = await paused();
      await configure({ dailyTradeLimit: 2 });
      expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'paused' });
      const waiting = await resumed(customerId, goal.id);
      expect(waiting).toMatchObject({ status: 'pending_approval', nextDueAt: null, pauseReason: null });
      const input = { version: waiting.version };
      expect(await bench.call('goal.approve', goal.id, input)).toMatchObject({ status: 'approved' });
      await bench.call('goal.pause', goal.id);
      expect(await bench.call('goal.resume', goal.id)).toMatchObject({ status: 'approved' });
    });

    it('is approved anew where its review fails now, whoever resumes it', async () => {
      const often = { frequency: { kind: 'every_hours', hours: 12 } };
      const { customerId, goal } = await paused(often);
      await test.sql(`update trial set daily_tasks = 2 where customer_id = ?`, [customerId]);
      const waiting = await resumed(customerId, goal.id);
      expect(waiting.status).toBe('pending_approval');
      expect((await bench.refusal('goal.approve', goal.id, { version: waiting.version })).code).toBe(
        'goal_not_safe',
      );
      const other = await bench.withGoal(often);
      await bench.call('goal.pause', other.goal.id);
      await test.sql(`update trial set daily_tasks = 2 where customer_id = ?`, [other.customerId]);
      expect(await bench.call('goal.resume', other.goal.id)).toMatchObject({ status: 'pending_approval' });
    });

    it('goes on with what an admin approved against a finding', async () => {
      const { customerId, agentId } = await bench.onTrial();
      const hourly = { frequency: { kind: 'every_hours', hours: 1 } };
      const { id, version } = await bench.createGoal(customerId, agentId, hourly);
      const overrideReason = 'A load test agreed with the customer';
      await bench.call('goal.approve', id, { version, overrideReason }, staff('admin'));
      await bench.call('goal.pause', id);
      expect(await bench.call('goal.resume', id)).toMatchObject({ status: 'approved', overrideReason });
    });
  });

  it.each(['before the run falls due', 'only when it is due'])(
    'does not run with a credential that ended after its approval, noticed %s',
    async (noticed) => {
      const { customerId, goal, trial } = await bench.withGoal({ frequency: { kind: 'daily', at: '10:00' } });
      const due = new Date(goal.nextDueAt ?? '');
      // Its key was to be replaced, and the days of grace are over a minute before the run.
      const ends = new Date(due.getTime() - 60_000);
      await test.sql(
        `update credential set rotate_by = ?::timestamptz - interval '7 days', deadline_at = ? where customer_id = ?`,
        [ends, ends, customerId],
      );
      await bench.moveTo(due);
      const deadlines = test.app.get(CredentialDeadlinesTask, { strict: false });
      const goals = test.app.get(DueGoalsTask);
      const now = await bench.now();
      if (noticed === 'before the run falls due') {
        await deadlines.run(now);
        await goals.run(now);
      } else {
        await goals.run(now);
        await deadlines.run(now);
        const [run] = await bench.goals.runsOf(goal.id);
        if (run?.status === 'queued') await bench.work(run.id);
      }
      expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'paused', pauseReason: 'credential' });
      const runs = await bench.goals.runsOf(goal.id);
      expect(runs.filter(({ status }) => status !== 'refused' && status !== 'cancelled')).toEqual([]);
      expect(await bench.deliverables.ofCustomer(customerId)).toEqual([]);
      expect((await bench.tasksOf(trial.id)).filter(({ tasks }) => tasks > 0)).toEqual([]);
    },
  );

  it('waits for approval since it was sent in last, and belongs to the customer’s manager', async () => {
    const { customerId, agentId } = await bench.onTrial();
    const goal = await bench.createGoal(customerId, agentId, {
      frequency: { kind: 'every_hours', hours: 1 },
    });
    const row = async (): Promise<Readonly<Record<string, unknown>>> =>
      (await bench.goals.approvals.findOne(goal.id)) ?? {};
    expect(await row()).toMatchObject({ review: '2 failing: frequency, tokens' });
    const [customer] = await test.sql<{ csm: string }>('select csm_id as csm from customer where id = ?', [
      customerId,
    ]);
    expect((await row())['csmId']).toBe(customer?.csm);
    await test.sql(`update goal set pending_since = pending_since - interval '2 days' where id = ?`, [
      goal.id,
    ]);
    const waited = new Date((await row())['pendingSince'] as string);
    const { version } = await bench.call<GoalView>('goal.reject', goal.id, {
      version: goal.version,
      reason: 'Too often',
    });
    expect(await bench.goals.approvals.findOne(goal.id)).toBeNull();
    expect(version).toBeGreaterThan(goal.version);
    await bench.call('goal.resubmit', goal.id);
    expect(new Date((await row())['pendingSince'] as string).getTime()).toBeGreaterThan(waited.getTime());
  });

  it('is not approved as it was before somebody edited it', async () => {
    const { customerId, agentId } = await bench.onTrial();
    const goal = await bench.createGoal(customerId, agentId);
    const parameters = { ...marketMonitoring.defaults, frequency: { kind: 'daily', at: '10:00' } };
    await bench.call('goal.edit', goal.id, { version: goal.version, parameters }, customer(customerId));
    const refusal = await bench.refusal('goal.approve', goal.id, { version: goal.version });
    expect(refusal).toMatchObject({
      code: 'version_conflict',
      detail: expect.stringMatching(
        /^The goal was changed since you looked. The customer did it last, .+Z\. It is now "BTC Price Monitoring", Daily at 10:00, pending approval\.$/,
      ) as string,
      facts: { currentVersion: 2, current: { parameters } },
    });
    expect((await bench.goals.goal(goal.id)).status).toBe('pending_approval');
  });

  it('is approved with others only if each finding that did not pass was seen, and still stands', async () => {
    const { customerId, agentId, trial } = await bench.onTrial();
    const { version } = await bench.trials.view(trial.id);
    await bench.call('trial.convert', trial.id, { ...(await bench.terms()), version });
    const ungated = await bench.createGoal(customerId, agentId, { requireApproval: false });
    const plain = await bench.createGoal(customerId, agentId);
    expect([ungated.status, plain.status]).toEqual(['pending_approval', 'pending_approval']);
    const approve = (goal: GoalView, seen?: readonly string[]) =>
      bench.call<RowsOutcome<ApprovedRow>>('goal.approve-many', '', {
        goals: [{ id: goal.id, version: goal.version, seen }],
      });
    expect((await approve(ungated)).rows[0]).toMatchObject({
      ...{ name: expect.stringContaining(ungated.name) as string, result: 'refused' },
      code: 'goal_findings_unseen',
      why: 'To be looked at first: Off: Approval of every trade. Turn it on.',
    });
    expect((await approve(plain, ['approval_gates'])).rows[0]).toMatchObject({
      code: 'goal_findings_unseen',
      why: 'No longer found: approval gates. It is not the review that you saw.',
    });
    expect((await approve(ungated, ['approval_gates'])).done).toBe(1);
    expect((await approve(plain)).done).toBe(1);
  });

  it('counts, approved with others, in the review of the next', async () => {
    const { customerId, agentId } = await bench.onTrial();
    const often = { frequency: { kind: 'every_hours', hours: 8 } };
    const [one, other] = [
      await bench.createGoal(customerId, agentId, often),
      await bench.createGoal(customerId, agentId, often),
    ];
    const goals = [one, other].map(({ id, version }) => ({ id, version }));
    const [first, second] = await Promise.all(
      [goals, [...goals].reverse()].map((given) =>
        bench.call<RowsOutcome<ApprovedRow>>('goal.approve-many', '', { goals: given }),
      ),
    );
    // Two people press at once: one of the goals is approved, once.
    expect([first?.done, second?.done].sort()).toEqual([0, 1]);
    const states = await Promise.all(goals.map(async ({ id }) => (await bench.goals.goal(id)).status));
    expect(states).toEqual(['approved', 'pending_approval']);
  });

  it('does not run when it was paused or archived while due', async () => {
    for (const command of ['goal.pause', 'goal.archive']) {
      const { goal } = await bench.withGoal({ frequency: { kind: 'daily', at: '10:00' } });
      await test.sql(`update goal set next_due_at = next_due_at - interval '2 days' where id = ?`, [goal.id]);
      await bench.call(command, goal.id);
      await test.app.get(DueGoalsTask).run(await bench.now());
      expect(await bench.goals.runsOf(goal.id)).toEqual([]);
    }
  });
});
