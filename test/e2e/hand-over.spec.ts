import { jest } from '@jest/globals';
import type { DeliverableView } from '../../src/goals/deliverables/deliverable-view.js';
import { OverdueActionsTask } from '../../src/goals/hand-over/overdue-actions.task.js';
import type { TradeProposal } from '../../src/goals/runtimes/agent-runtime.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { signWebhook } from '../../src/platform/webhooks/sign-webhook.js';
import {
  SandboxAgentPlatform,
  type HandedOver,
} from '../../src/sandbox/agent-platform/sandbox-agent-platform.js';
import { eventually } from '../support/eventually.js';
import { customer, GoalBench } from '../support/goal-bench.js';
import { startWeb, type TestWeb } from '../support/web.js';

jest.setTimeout(60_000);

const SECRET = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const HOUR = 3_600_000;
const proposal: TradeProposal = {
  ...{ kind: 'trade', side: 'buy', coin: 'BTC', symbol: 'BTCUSD', contracts: 1, contractValue: '0.001' },
  ...{ markPrice: '96000', inrRate: '85', notional: { amount: 816_000, currency: 'INR' } },
  ...{ basis: 'uptrend', checks: [], approvalRequired: true },
};
describe('Handing approved actions over', () => {
  const platform = new SandboxAgentPlatform(SECRET);
  let web: TestWeb;
  let bench: GoalBench;

  beforeAll(async () => {
    const url = await platform.start();
    web = await startWeb({ worker: true, env: { AGENT_PLATFORM_WEBHOOK_URL: url, WEBHOOK_SECRET: SECRET } });
    bench = new GoalBench(web);
    const key = { name: 'agents', role: 'integration', commands: ['deliverable.result'] };
    platform.api = {
      url: web.url,
      ...(await bench.call<{ key: string }>('api-key.create', '', key, OPERATOR)),
    };
  });
  afterAll(async () => {
    await web?.close();
    await platform.close();
  });

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

  it('sends the action signed, tries again, and takes the result once', async () => {
    platform.troubles.push(503);
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
    const report = { outcome: 'done', reference: 'order 4711' } as const;
    expect((await platform.report(action, report)).status).toBe(200);
    expect((await platform.report(action, report)).status).toBe(200);
    expect(await stateOf(draft.id)).toMatchObject({ action: 'done', actionReference: 'order 4711' });
    const contrary = await platform.report(action, { outcome: 'failed', reason: 'No money.' });
    expect([contrary.status, await contrary.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'action_result_known' }),
    ]);
    expect((await stateOf(draft.id)).action).toBe('done');
    expect(platform.received.filter(({ deliverableId }) => deliverableId === draft.id)).toHaveLength(1);
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
    platform.troubles.push(422);
    const refused = await approved();
    await delivered(refused, 'failed');
    expect(await stateOf(refused.id)).toMatchObject({
      action: 'failed',
      actionReason: 'The agent platform did not take it: HTTP 422.',
    });
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
    const { api } = platform;
    const path = `${web.url}/api/v1/deliverables/${draft.id}/approve`;
    const headers = { authorization: `Bearer ${api?.key}`, 'content-type': 'application/json' };
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

describe(SandboxAgentPlatform.name, () => {
  it('refuses what is not signed, not new, or no approved action', async () => {
    const platform = new SandboxAgentPlatform(SECRET);
    const url = await platform.start();
    const send = async (body: string, at = new Date(), secret = SECRET) =>
      (await fetch(url, { method: 'POST', body, headers: signWebhook(secret, { id: 'evt', body, at }) }))
        .status;
    try {
      const other = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
      const statuses = [
        await send('{}'),
        await send('{}', new Date(), other),
        await send('{}', new Date(Date.now() - 10 * 60_000)),
        (await fetch(url, { method: 'POST', body: '{}' })).status,
        (await fetch(url)).status,
      ];
      expect(statuses).toEqual([400, 401, 401, 401, 405]);
      expect(platform.received).toEqual([]);
    } finally {
      await platform.close();
    }
  });
});
