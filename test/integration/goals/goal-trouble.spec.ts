import { TroublesQueries } from '../../../src/onboarding/diagnosis/troubles.queries.js';
import type { AgentView } from '../../../src/agents/agent-view.js';
import { socialMediaPost } from '../../../src/goals/templates/social-media-post.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { startApp, type TestApp } from '../../support/app.js';
import { customer, failing, GoalBench, staff } from '../../support/goal-bench.js';

const OPS = staff('ops');

describe('"Why is this goal not running?" (Issue 4)', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  const answer = async (goalId: string) => {
    const issue = await test.app.get(TroublesQueries, { strict: false }).ofGoal(goalId, OPS);
    const { cause, checks, actions, looks } = issue;
    return {
      ...{ cause, buttons: actions.map(({ label }) => label) },
      says: checks.find(({ id }) => id === cause)?.says ?? issue.remedy,
      looks: looks.map(({ text }) => text),
    };
  };
  /** A worker that lives, as the system clock has it. */
  async function beat(): Promise<void> {
    const now = new Date();
    await test.sql('insert into worker_beat (id, host, pid, started_at, beat_at) values (?, ?, ?, ?, ?)', [
      ...[newId(), 'host', 1, now, now],
    ]);
  }
  /** The same, and a canary that came through. */
  async function alive(): Promise<void> {
    await beat();
    const now = new Date();
    await test.sql('insert into canary (id, sent_at, done_at) values (?, ?, ?)', [newId(), now, now]);
  }

  it('names the first thing that stands against it, with its button, one after the other', async () => {
    const { customerId, agentId, trial } = await bench.onTrial();
    const frequency = { kind: 'daily', at: '06:00' };
    const made = await bench.createGoal(customerId, agentId, { frequency });
    expect(await answer(made.id)).toMatchObject({
      cause: 'goal_approved',
      says: '"BTC Price Monitoring" is Pending Approval.',
      buttons: ['Approve Goal'],
    });
    await bench.call('goal.approve', made.id, { version: made.version });
    await test.sql("update customer set status = 'suspended' where id = ?", [customerId]);
    expect(await answer(made.id)).toMatchObject({
      cause: 'customer_active',
      says: 'The account is suspended.',
    });
    await test.sql("update customer set status = 'active' where id = ?", [customerId]);
    await test.sql("update trial set status = 'pending' where id = ?", [trial.id]);
    expect(await answer(made.id)).toMatchObject({ cause: 'trial_active', buttons: ['Activate trial'] });
    await test.sql("update trial set status = 'active' where id = ?", [trial.id]);

    await test.sql('delete from worker_beat');
    await test.sql('delete from canary');
    expect(await answer(made.id)).toMatchObject({
      cause: 'scheduler_alive',
      says: expect.stringContaining('No worker is alive') as string,
      looks: ['Health > Scheduler', 'Goal: BTC Price Monitoring'],
      buttons: ['Escalate to engineering'],
    });
    await alive();
    await test.sql('delete from canary');
    expect((await answer(made.id)).cause).toBe('worker_consuming');
    await alive();
    await test.sql("update credential set status = 'expired' where customer_id = ?", [customerId]);
    expect(await answer(made.id)).toMatchObject({
      cause: 'credential_valid',
      says: 'Delta Exchange is expired.',
      buttons: ['Test Connection', expect.any(String) as string],
    });
    await test.sql("update credential set status = 'active' where customer_id = ?", [customerId]);
    await test.sql('update trial set tokens_used = tokens_total where id = ?', [trial.id]);
    expect(await answer(made.id)).toMatchObject({ cause: 'limit_left' });
    await test.sql('update trial set tokens_used = 0 where id = ?', [trial.id]);
    const whole = await answer(made.id);
    expect([whole.cause, whole.buttons]).toEqual([null, ['Trigger Now', 'Escalate to engineering']]);
    expect(whole.says).toMatch(/Its next run is due \w{3} \d+ \w{3} \d{4}, 06:00 /);

    const run = await bench.trigger(made.id);
    await bench.work(run.id, failing('rejected'));
    expect(await answer(made.id)).toEqual({
      cause: 'last_run',
      says: expect.stringContaining('Delta Exchange could not be read.') as string,
      buttons: ['Edit Goal', 'Trigger Now', 'Escalate to engineering'],
      looks: ['Goal: BTC Price Monitoring', 'Last run: failed, 1 attempt'],
    });
    const { actions } = await test.app.get(TroublesQueries, { strict: false }).ofGoal(made.id, OPS);
    // The form is the goal's own, with its parameters.
    expect(actions[0]).toMatchObject({
      ...{ command: 'goal.edit', subjectId: made.id },
      defaults: { version: expect.any(Number) as number, parameters: { coin: 'BTC' } },
      schema: { properties: { parameters: { properties: { coin: { title: 'Coin' } } } } },
    });
    expect(actions.at(-1)).toMatchObject({
      ...{ command: 'run.escalate', subjectId: run.id },
      defaults: {
        trigger: 'scheduler_not_executing',
        cause: 'The goal "BTC Price Monitoring" is not executing',
      },
    });
  });

  it('answers for many goals at once what it answers for each alone', async () => {
    await alive();
    const { customerId, agentId, trial } = await bench.onTrial();
    const made = await bench.createGoal(customerId, agentId);
    const { id: marketing } = await bench.call<AgentView>('agent.draft', customerId, {
      ...{ type: 'marketing', platforms: ['linkedin', 'facebook'] },
    });
    const pending = newId();
    await test.sql(
      `insert into trial select (json_populate_record(t, json_build_object('id', ?::text, 'agent_id', ?::text,
         'agent_type', 'marketing', 'status', 'pending', 'activated_at', null, 'ends_at', null))).*
         from trial t where t.id = ?`,
      [pending, marketing, trial.id],
    );
    const next = (hours: number) => new Date(Date.parse(trial.activatedAt ?? '') + hours * 3_600_000);
    /** The goal once more, with these columns. */
    async function another(columns: object): Promise<string> {
      const row = { status: 'approved', next_due_at: next(6), ...columns, id: newId() };
      await test.sql(
        'insert into goal select (json_populate_record(g, ?::json)).* from goal g where g.id = ?',
        [...[JSON.stringify(row), made.id]],
      );
      return row.id;
    }
    const idle = { next_due_at: null };
    const failed = await another({});
    const mended = await another({});
    const stuck = await another({});
    await bench.work((await bench.trigger(failed)).id, failing('rejected'));
    await bench.work((await bench.trigger(mended)).id, failing('rejected'));
    await bench.finished(mended);
    const { id: open } = await bench.trigger(stuck);
    await test.sql("update goal_run set created_at = created_at - interval '11 minutes' where id = ?", [
      open,
    ]);
    const goals: readonly (readonly [id: string, cause: string | null])[] = [
      [await another({}), null],
      [made.id, 'goal_approved'],
      [await another({ ...idle, status: 'rejected', reject_reason: 'Twice the same.' }), 'goal_approved'],
      [await another({ ...idle, status: 'paused', pause_reason: 'person' }), 'goal_approved'],
      [await another({ ...idle, status: 'paused', pause_reason: 'credential' }), 'goes_on'],
      [await another({ ...idle, status: 'archived' }), 'goal_approved'],
      [await another({ next_due_at: next(-1) }), 'scheduler_alive'],
      [await another(idle), 'goes_on'],
      [await another({ trial_id: pending, agent_id: marketing }), 'trial_active'],
      [
        await another({ template: 'social_media_post', params: socialMediaPost.defaults }),
        'credential_valid',
      ],
      [failed, 'last_run'],
      [mended, null],
      [stuck, 'last_run'],
    ];
    const ids = goals.map(([id]) => id);
    const troubles = test.app.get(TroublesQueries, { strict: false });
    /** @param standing what the machine shows just now, however long this test has taken */
    const alike = async (standing = alive) => {
      await standing();
      const together = await troubles.causesOf(customerId, ids, customer(customerId));
      const causes = ids.map((id) => together.get(id)?.cause);
      const alone = [];
      for (const id of ids) alone.push((await troubles.ofGoal(id, OPS)).cause);
      expect(causes).toEqual(alone);
      return causes;
    };
    expect(await alike()).toEqual(goals.map(([, cause]) => cause));
    // Each thing that they share, one after the other.
    await test.sql('update trial set tokens_used = tokens_total where id = ?', [trial.id]);
    expect(new Set(await alike())).toContain('limit_left');
    await test.sql("update credential set status = 'expired' where customer_id = ?", [customerId]);
    expect(new Set(await alike())).not.toContain('limit_left');
    await test.sql('delete from canary');
    expect(new Set(await alike(beat))).not.toContain('credential_valid');
    await test.sql("update customer set status = 'suspended' where id = ?", [customerId]);
    expect(new Set(await alike(beat))).toEqual(new Set(['goal_approved', 'customer_active']));
    // Of another customer none is told.
    const { goal: theirs } = await bench.withGoal();
    const asked = await troubles.causesOf(customerId, [theirs.id, made.id], customer(customerId));
    expect([...asked.keys()]).toEqual([made.id]);
  });

  it('stands on the customer’s Troubles for the goal that does not go', async () => {
    await alive();
    const { customerId, agentId, goal } = await bench.withGoal();
    await bench.finished(goal.id);
    const other = await bench.createGoal(customerId, agentId, {
      frequency: { kind: 'daily', at: '11:00' },
    });
    const { issues } = await test.app.get(TroublesQueries, { strict: false }).view(customerId, OPS);
    expect(issues.map(({ id }) => id)).toEqual(['issue-2', 'issue-3', 'issue-4', 'issue-5']);
    expect(issues[2]).toMatchObject({ cause: 'goal_approved', looks: [{ list: 'goals', id: other.id }] });
  });
});
