import { jest } from '@jest/globals';
import type { DeliverableView } from '../../src/goals/deliverables/deliverable-view.js';
import { OverdueActionsTask } from '../../src/goals/hand-over/overdue-actions.task.js';
import type { TradeProposal } from '../../src/goals/runtimes/agent-runtime.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import type { HandedOver } from '../../src/sandbox/agent-platform/handed-over.js';
import { SandboxAgentPlatform } from '../../src/sandbox/agent-platform/sandbox-agent-platform.js';
import { eventually } from '../support/eventually.js';
import { customer, GoalBench } from '../support/goal-bench.js';
import { startWeb, type TestWeb } from '../support/web.js';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const proposal: TradeProposal = {
  ...{ kind: 'trade', side: 'buy', coin: 'BTC', symbol: 'BTCUSD', contracts: 1, contractValue: '0.001' },
  ...{ markPrice: '96000', inrRate: '85', notional: { amount: 816_000, currency: 'INR' } },
  ...{ basis: 'uptrend', checks: [], approvalRequired: true },
};
describe('Handing approved actions over', () => {
  let platform: SandboxAgentPlatform;
  let web: TestWeb;
  let bench: GoalBench;

  beforeAll(async () => {
    web = await startWeb({ worker: true, env: { AGENT_PLATFORM_WEBHOOK_URL: 'stand-in' } });
    bench = new GoalBench(web);
    platform = web.app.get(SandboxAgentPlatform, { strict: false });
    platform.address = web.url;
  });
  beforeEach(() => {
    platform.scenario = 'never_answers';
  });
  afterAll(() => web?.close());

  const stateOf = (id: string) => bench.deliverables.view(id);
  async function approved(change: Partial<TradeProposal> = {}): Promise<DeliverableView> {
    const { goal, customerId } = await bench.withGoal();
    // What the market suggests differs by the hour: the draft gets a suggestion of the test's.
    const run = await bench.trigger(goal.id);
    const draft = await eventually(async () => {
      const found = await bench.deliverables.ofRun(run.id);
      expect(found).not.toBeNull();
      return found as DeliverableView;
    });
    const suggested = JSON.stringify({ ...proposal, ...change });
    await web.sql('update deliverable set proposal = ? where id = ?', [suggested, draft.id]);
    return bench.call('deliverable.approve', draft.id, { version: draft.version }, customer(customerId));
  }
  const handed = (draft: DeliverableView, round = 1) =>
    eventually(() => {
      const found = platform.received.find((one) => one.deliverableId === draft.id && one.round === round);
      expect(found).toBeDefined();
      return Promise.resolve(found as HandedOver);
    });
  const delivered = (draft: DeliverableView, status: string) =>
    eventually(async () => {
      const rows = await web.sql<{ status: string }>(
        'select status from action_hand_over where deliverable_id = ? order by round desc limit 1',
        [draft.id],
      );
      expect(rows).toEqual([{ status }]);
    });

  const answersTo = ({ id }: DeliverableView) =>
    platform.answers.filter(({ deliverableId }) => deliverableId === id).map(({ status }) => status);
  /** Where it can be seen, once the stand-in has reported it done. */
  const doneAs = (draft: DeliverableView) =>
    eventually(async () => {
      const { action, actionReference } = await stateOf(draft.id);
      expect(action).toBe('done');
      return actionReference ?? '';
    });

  it('sends the action signed, tries again, and takes the result once', async () => {
    platform.scenario = 'fails_once';
    const draft = await approved();
    expect(draft).toMatchObject({
      action: 'handed_over',
      confirmation: expect.stringContaining('handed over to the agent platform') as string,
    });
    const action = await handed(draft);
    expect(action).toMatchObject({
      approvedBy: 'customer',
      action: { kind: 'trade', side: 'buy', contracts: 1, maxNotional: { amount: 816_000, currency: 'INR' } },
    });
    await delivered(draft, 'delivered');
    const reference = await doneAs(draft);
    expect(reference).toMatch(/^Sandbox order [0-9A-F]{6}$/);
    expect((await platform.report(action, { outcome: 'done', reference })).status).toBe(200);
    const contrary = await platform.report(action, { outcome: 'failed', reason: 'No money.' });
    expect([contrary.status, await contrary.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'action_result_known' }),
    ]);
    expect((await stateOf(draft.id)).action).toBe('done');
    expect(platform.received.filter(({ deliverableId }) => deliverableId === draft.id)).toHaveLength(1);
  });

  it('takes a result that comes late, and one that comes twice', async () => {
    platform.scenario = 'answers_twice';
    const twice = await approved();
    await doneAs(twice);
    await eventually(() => Promise.resolve(expect(answersTo(twice)).toEqual([200, 200])));
    const settled = await web.sql(
      `select 1 from history_entry where subject_id = ? and type = 'deliverable.action_settled'`,
      [twice.id],
    );
    expect(settled).toHaveLength(1);

    platform.scenario = 'accepts_late';
    const late = await approved();
    await delivered(late, 'delivered');
    const from = (await bench.now()).getTime();
    await bench.advanceTo(new Date(from + 4.1 * HOUR));
    await web.app.get(OverdueActionsTask, { strict: false }).run(await bench.now());
    expect(await stateOf(late.id)).toMatchObject({ action: 'handed_over', resultOverdue: true });
    await bench.moveTo(new Date(from + 5.1 * HOUR));
    await doneAs(late);
    expect(await stateOf(late.id)).toMatchObject({ action: 'done', resultOverdue: false });
  });

  it('takes no result by a key that it never gave out; handed over again, it is carried out once', async () => {
    platform.scenario = 'wrong_key';
    const draft = await approved();
    await eventually(() => Promise.resolve(expect(answersTo(draft)).toEqual([401])));
    await delivered(draft, 'delivered');
    expect((await stateOf(draft.id)).action).toBe('handed_over');
    const later = new Date((await bench.now()).getTime() + 5 * HOUR);
    await bench.advanceTo(later);
    await web.app.get(OverdueActionsTask, { strict: false }).run(later);
    platform.scenario = 'accepts';
    const { version } = await stateOf(draft.id);
    await bench.call('deliverable.hand-over', draft.id, { version, reason: 'No word.' });
    expect(await doneAs(draft)).toBe(`Sandbox order ${draft.id.slice(-6).toUpperCase()}`);
    await eventually(() => Promise.resolve(expect(answersTo(draft)).toEqual([401, 200])));
  });

  it('takes a failure with its reason only, and hands it over again under the same id', async () => {
    const draft = await approved();
    const action = await handed(draft);
    await delivered(draft, 'delivered');
    const early = { version: draft.version, reason: 'Once more.' };
    expect(await bench.refusal('deliverable.hand-over', draft.id, early)).toMatchObject({
      code: 'action_not_handed_over',
    });
    expect((await platform.report(action, { outcome: 'failed' })).status).toBe(400);
    const failed = { outcome: 'failed', reason: 'Insufficient margin.' } as const;
    expect((await platform.report(action, failed)).status).toBe(200);
    const state = await stateOf(draft.id);
    expect(state).toMatchObject({ action: 'failed', actionReason: 'Insufficient margin.' });
    const again = { version: state.version, reason: 'Funded now.' };
    await bench.call('deliverable.hand-over', draft.id, again);
    expect(await bench.refusal('deliverable.hand-over', draft.id, again)).toMatchObject({
      code: 'action_not_handed_over',
    });
    const second = await handed(draft, 2);
    expect(second.handOverId).not.toBe(action.handOverId);
    expect((await platform.report(action, failed)).status).toBe(200);
    expect((await stateOf(draft.id)).action).toBe('handed_over');
    expect((await platform.report(second, { outcome: 'done' })).status).toBe(200);
    expect(await stateOf(draft.id)).toMatchObject({ action: 'done', actionReason: null });
  });

  it('fails what the agent platform refuses, and flags what gets no result in time', async () => {
    platform.scenario = 'refuses';
    const refused = await approved();
    await delivered(refused, 'failed');
    expect(await stateOf(refused.id)).toMatchObject({
      action: 'failed',
      actionReason: 'The agent platform did not take it: HTTP 422.',
    });
    platform.scenario = 'never_answers';
    const silent = await approved();
    await delivered(silent, 'delivered');
    const task = web.app.get(OverdueActionsTask, { strict: false });
    const later = new Date((await bench.now()).getTime() + 5 * HOUR);
    expect((await stateOf(silent.id)).resultOverdue).toBe(false);
    await bench.advanceTo(later);
    await task.run(later);
    expect(await task.run(later)).toBe(0);
    const state = await stateOf(silent.id);
    expect(state).toMatchObject({ action: 'handed_over', resultOverdue: true });
    await bench.call('deliverable.hand-over', silent.id, { version: state.version, reason: 'No word.' });
    expect(await stateOf(silent.id)).toMatchObject({ action: 'handed_over', resultOverdue: false });
    await handed(silent, 2);
  });

  it('refuses results of what was never handed over, of others, and by other keys', async () => {
    const draft = await approved();
    const action = await handed(draft);
    const unknown = await platform.report({ ...action, handOverId: newId() }, { outcome: 'done' });
    expect(unknown.status).toBe(409);
    const other = await approved();
    const elsewhere = {
      ...action,
      deliverableId: other.id,
      resultUrl: action.resultUrl.replace(draft.id, other.id),
    };
    expect((await platform.report(elsewhere, { outcome: 'done' })).status).toBe(409);
    const ghost = newId();
    const gone = { ...action, deliverableId: ghost, resultUrl: action.resultUrl.replace(draft.id, ghost) };
    expect((await platform.report(gone, { outcome: 'done' })).status).toBe(404);
    const mayReport = { name: 'agents', role: 'integration', commands: ['deliverable.result'] };
    const { key } = await bench.call<{ key: string }>('api-key.create', '', mayReport, OPERATOR);
    const path = `${web.url}/api/v1/deliverables/${draft.id}/approve`;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    expect((await fetch(path, { method: 'POST', headers, body: '{"version":1}' })).status).toBe(403);
    expect((await stateOf(draft.id)).action).toBe('handed_over');
  });

  it('refuses a trade beyond the limits as they are now', async () => {
    await expect(approved({ contracts: 2 })).rejects.toMatchObject({ code: 'deliverable_beyond_limits' });
    await expect(approved({ notional: { amount: 1_000_001, currency: 'INR' } })).rejects.toMatchObject({
      code: 'deliverable_beyond_limits',
    });
  });

  it('keeps the text and carries nothing out once the trial has ended', async () => {
    const { goal, customerId, trial } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    const draft = await eventually(async () => {
      const found = await bench.deliverables.ofRun(run.id);
      expect(found).not.toBeNull();
      return found as DeliverableView;
    });
    await web.sql('update deliverable set proposal = ? where id = ?', [JSON.stringify(proposal), draft.id]);
    const { version } = await bench.trials.view(trial.id);
    await bench.call('trial.cancel', trial.id, { version, reason: 'Not now.' });
    const kept = await bench.call(
      'deliverable.approve',
      draft.id,
      { version: draft.version },
      customer(customerId),
    );
    expect(kept).toMatchObject({
      ...{ status: 'approved', action: 'none' },
      confirmation: expect.stringContaining('the trial has ended') as string,
    });
  });
});
