import { DueGoalsTask } from '../../../src/goals/due-goals.task.js';
import type { GoalView } from '../../../src/goals/goal-views.js';
import { SchedulePreviews } from '../../../src/goals/schedule-preview.js';
import { dueAfterMove } from '../../../src/goals/schedule/due-after-move.js';
import { marketMonitoring } from '../../../src/goals/templates/market-monitoring.js';
import { startApp, type TestApp } from '../../support/app.js';
import { GoalBench } from '../../support/goal-bench.js';

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
      { from: goal.schedule.zone, to: moved.schedule.zone },
      await bench.now(),
    );
    expect(Math.abs(Date.parse(moved.nextDueAt ?? '') - (due?.getTime() ?? 0))).toBeLessThan(60_000);
    expect(
      await previews.of({ kind: 'customer', id: customerId }, { kind: 'cron', expression: '*' }),
    ).toBeNull();
  });

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
    await bench.call('goal.edit', goal.id, { version: goal.version, parameters });
    const refusal = await bench.refusal('goal.approve', goal.id, { version: goal.version });
    expect(refusal.code).toBe('version_conflict');
    expect((await bench.goals.goal(goal.id)).status).toBe('pending_approval');
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
