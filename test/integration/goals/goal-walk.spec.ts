import { newId } from '../../../src/platform/ids/new-id.js';
import type { AgentView } from '../../../src/agents/agent-view.js';
import type { DeliverableView } from '../../../src/goals/deliverables/deliverable-view.js';
import type { TrialView } from '../../../src/trials/trial-view.js';
import { startApp, type TestApp } from '../../support/app.js';
import { CredentialBench } from '../../support/credential-bench.js';
import { eachEngine } from '../../support/engines.js';
import { eventually } from '../../support/eventually.js';
import { GoalBench, saving, staff } from '../../support/goal-bench.js';

eachEngine('From agent to approved draft', ({ redisUrl }) => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ redisUrl });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  it('walks Steps 4 to 11 with a real key, a real market and a real worker', async () => {
    const { customerId, agent } = await bench.draftAgent();
    expect(agent).toMatchObject({ type: 'trading', status: 'draft', platforms: ['delta'], advice: null });
    const trial = await bench.call<TrialView>('trial.create', customerId);
    expect(trial).toMatchObject({ status: 'pending', dailyTasks: 5, tokensTotal: 10_000, endsAt: null });

    const early = await bench.refusal('trial.activate', trial.id);
    expect(early.code).toBe('trial_not_ready');
    expect(early.facts['missing']).toEqual([
      'The agent is not configured (Step 9).',
      'Delta Exchange is not connected.',
    ]);
    await new CredentialBench(test).ended(
      (await new CredentialBench(test).give(customerId, 'ok_trade')).testId,
    );
    const configured = await bench.call<AgentView>('agent.configure', agent.id, saving(agent.version));
    expect(configured).toMatchObject({ status: 'configured', version: agent.version + 1 });
    const active = await bench.call<TrialView>('trial.activate', trial.id);
    expect(active.status).toBe('active');
    expect(Date.parse(active.endsAt ?? '') - Date.parse(active.activatedAt ?? '')).toBe(168 * 3_600_000);

    const [checkIn] = await test.sql<{ starts_at: string }>(
      "select starts_at from call where customer_id = ? and kind = 'check_in' and status = 'scheduled'",
      [customerId],
    );
    const daysLater =
      (new Date(checkIn?.starts_at ?? 0).getTime() - Date.parse(active.activatedAt ?? '')) / 86_400_000;
    expect(daysLater).toBeGreaterThan(2);
    expect(daysLater).toBeLessThan(7);

    const goal = await bench.createGoal(customerId, agent.id);
    expect(goal).toMatchObject({ status: 'pending_approval', name: 'BTC Price Monitoring', nextDueAt: null });
    expect(goal.findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      'frequency pass',
      'tokens pass',
      'limits pass',
      'approval_gates pass',
      'posting_hours pass',
      'credentials pass',
      'forbidden_topics pass',
    ]);
    expect((await bench.refusal('goal.trigger', goal.id)).code).toBe('goal_not_approved');
    await bench.call('goal.approve', goal.id, { version: goal.version });

    const run = await bench.trigger(goal.id);
    expect(run).toMatchObject({ status: 'queued', trigger: 'manual', tokensReserved: 1500 });
    const done = await eventually(async () => {
      const now = await bench.goals.run(run.id);
      expect(now.status).toBe('completed');
      return now;
    });
    expect(done).toMatchObject({ attempt: 1, failureCode: null, stage: null });
    expect((await bench.goals.events(run.id)).map(({ stage, text }) => [stage, text])).toEqual([
      ['queued', 'Waiting for a worker'],
      ['started', 'A worker has it'],
      ['fetching', 'Reading BTC prices from Delta Exchange'],
      ['computing', expect.stringMatching(/^Computing averages/)],
      ['writing', 'Writing the analysis'],
      ['checking', 'Checking the risk limits'],
      ['completed', 'Your agent just completed its first task! Review the draft and approve when ready.'],
    ]);
    const usage = await bench.trials.view(trial.id);
    expect(usage).toMatchObject({
      tasksToday: 1,
      tasksLeft: 4,
      tokensReserved: 0,
      tokensUsed: done.tokensUsed,
    });
    expect(done.tokensUsed).toBeGreaterThan(100);

    const draft = await bench.draftOf(run.id);
    expect(draft).toMatchObject({ status: 'in_review', title: 'BTC market analysis', revision: 1 });
    expect(draft.html).toContain('<h1>BTC market analysis</h1>');
    const mails = await eventually(async () => {
      const sent = await test.sql<{ template: string; status: string; html: string }>(
        'select template, status, html from mail where customer_id = ? order by id',
        [customerId],
      );
      expect(sent.filter(({ status }) => status !== 'sent')).toEqual([]);
      return sent;
    });
    expect(mails.map(({ template }) => template)).toEqual(
      expect.arrayContaining(['trial_activated', 'draft_ready']),
    );
    const html = mails.find(({ template }) => template === 'draft_ready')?.html;
    expect(html).toContain(
      'Your agent just completed its first task! Review the draft and approve when ready.',
    );
    const decided = await bench.call<DeliverableView>('deliverable.approve', draft.id, {
      version: draft.version,
      body: `${draft.body}\n\nRead and agreed.`,
    });
    expect(decided).toMatchObject({ status: 'approved', revision: 2, decidedBy: 'staff' });
    expect(decided.confirmation).toMatch(/^Approved/);
    expect(decided.revisions[1]?.diff?.parts.at(-1)).toMatchObject({ kind: 'added' });
    const history = await test.sql<{ type: string }>(
      'select type from history_entry where customer_id = ? order by id',
      [customerId],
    );
    expect(history.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'agent.drafted',
        'agent.configured',
        'trial.created',
        'trial.activated',
        'goal.created',
        'goal.approved',
        'goal.run_requested',
        'goal.run_finished',
        'deliverable.created',
        'deliverable.edited',
        'deliverable.decided',
      ]),
    );
  });

  it('re-tests an old credential in the worker and then activates', async () => {
    const { customerId, agent } = await bench.draftAgent();
    await bench.call('agent.configure', agent.id, saving(agent.version));
    const trial = await bench.call<TrialView>('trial.create', customerId);
    const credentials = new CredentialBench(test);
    const { testId, credentialId } = await credentials.give(customerId, 'ok_trade');
    await credentials.ended(testId);
    await test.sql(
      `update credential set last_validated_at = last_validated_at - interval '6 minutes' where id = ?`,
      [credentialId],
    );
    const asked = await bench.call<TrialView & { credentialTests: string[] }>('trial.activate', trial.id);
    expect(asked.status).toBe('pending');
    expect(asked.activationRequestedAt).not.toBeNull();
    expect(asked.credentialTests).toHaveLength(1);
    await eventually(async () => expect((await bench.trials.view(trial.id)).status).toBe('active'));
    expect((await bench.trials.view(trial.id)).activationRequestedAt).toBeNull();
  });

  it('grants exactly five of forty parallel triggers', async () => {
    const { goal, trial } = await bench.withGoal();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        bench.trigger(goal.id).then(
          () => 'granted',
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(answers.filter((answer) => answer === 'granted')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'trial_limit_reached')).toHaveLength(35);
    expect(await bench.tasksOf(trial.id)).toEqual([{ tasks: 5 }]);
    const refusal = await bench.refusal('goal.trigger', goal.id);
    const { tasksFreeAt } = await bench.trials.view(trial.id);
    expect(refusal.facts).toMatchObject({
      ...{ trialId: trial.id, limit: 'daily_tasks', used: 5, allowed: 5 },
      freesAt: tasksFreeAt,
    });
    await eventually(async () => {
      const runs = await bench.goals.runsOf(goal.id);
      expect(runs.map(({ status }) => status)).toEqual(Array(5).fill('completed'));
    });
    expect((await bench.trials.view(trial.id)).tokensReserved).toBe(0);
  });

  it('lets nobody but its roles approve', async () => {
    const { customerId, agentId } = await bench.onTrial();
    const goal = await bench.createGoal(customerId, agentId);
    const input = { version: goal.version };
    expect((await bench.refusal('goal.approve', goal.id, input, staff('product'))).code).toBe('forbidden');
    expect((await bench.refusal('goal.approve', newId(), input)).code).toBe('not_found');
    expect((await bench.refusal('goal.approve', goal.id, { version: 99 })).code).toBe('version_conflict');
  });
});
