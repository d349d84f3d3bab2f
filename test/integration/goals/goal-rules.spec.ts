import { DraftPageQueries } from '../../../src/goals/deliverables/draft-page.queries.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { Links } from '../../../src/platform/links/links.js';
import { OPERATOR, PUBLIC } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import type { AgentView } from '../../../src/agents/agent-view.js';
import {
  credentialInvalidated,
  credentialTestFinished,
} from '../../../src/credentials/credential.entries.js';
import type { DeliverableView } from '../../../src/goals/deliverables/deliverable-view.js';
import type { GoalView } from '../../../src/goals/goal-views.js';
import { AGENT_TYPES } from '../../../src/agents/types/agent-types.js';
import { socialMediaPost } from '../../../src/goals/templates/social-media-post.js';
import { marketMonitoring } from '../../../src/goals/templates/market-monitoring.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';
import { customer, GoalBench, saving, staff } from '../../support/goal-bench.js';

describe('Goals and drafts', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  describe('a goal', () => {
    it('is not approved against a failing finding, unless an admin says why', async () => {
      const { customerId, agentId } = await bench.onTrial();
      const goal = await bench.createGoal(customerId, agentId, {
        frequency: { kind: 'every_hours', hours: 1 },
      });
      const refusal = await bench.refusal('goal.approve', goal.id, { version: goal.version });
      expect(refusal.code).toBe('goal_not_safe');
      expect(refusal.detail).toContain('24 runs on the busiest day');
      const admin = staff('admin');
      const silent = await bench.refusal('goal.approve', goal.id, { version: goal.version }, admin);
      expect(silent.code).toBe('goal_override_needs_reason');
      const input = { version: goal.version, overrideReason: 'A load test agreed with the customer' };
      const approved = await bench.call<GoalView>('goal.approve', goal.id, input, admin);
      expect(approved).toMatchObject({ status: 'approved', overrideReason: input.overrideReason });
    });

    it('approves itself when it is not the agent’s first and passes', async () => {
      const { customerId, agentId, goal } = await bench.withGoal({
        frequency: { kind: 'daily', at: '10:00' },
      });
      expect(goal.approvedBy).toBe('staff');
      const second = await bench.createGoal(customerId, agentId, {
        frequency: { kind: 'daily', at: '11:00' },
      });
      expect(second).toMatchObject({ status: 'approved', approvedBy: 'policy' });
      const third = await bench.createGoal(customerId, agentId);
      expect(third.status).toBe('pending_approval');
    });

    it('is approved anew after a change of frequency, not of its name', async () => {
      const { goal } = await bench.withGoal();
      const edit = { version: goal.version, name: 'BTC', parameters: marketMonitoring.defaults };
      const renamed = await bench.call<GoalView>('goal.edit', goal.id, edit);
      expect(renamed).toMatchObject({ status: 'approved', name: 'BTC' });
      const parameters = { ...marketMonitoring.defaults, frequency: { kind: 'daily', at: '10:00' } };
      const changed = await bench.call<GoalView>('goal.edit', goal.id, {
        version: renamed.version,
        parameters,
      });
      expect(changed).toMatchObject({ status: 'pending_approval', nextDueAt: null, name: 'BTC' });
      const stale = { version: goal.version, parameters };
      expect((await bench.refusal('goal.edit', goal.id, stale)).code).toBe('version_conflict');
      const bad = { version: changed.version, parameters: { ...parameters, coin: 'bitcoin' } };
      expect((await bench.refusal('goal.edit', goal.id, bad)).fields[0]?.field).toBe('parameters.coin');
    });

    it('walks its other states: rejected, resubmitted, paused, resumed, archived', async () => {
      const { customerId, agentId } = await bench.onTrial();
      const { id, version } = await bench.createGoal(customerId, agentId);
      await bench.call('goal.reject', id, { version, reason: 'Too broad' });
      const again = await bench.call<GoalView>('goal.resubmit', id);
      await bench.call('goal.approve', id, { version: again.version });
      expect(await bench.call('goal.pause', id)).toMatchObject({ status: 'paused', pauseReason: 'person' });
      expect((await bench.refusal('goal.trigger', id)).code).toBe('goal_not_approved');
      expect(await bench.call('goal.resume', id)).toMatchObject({ status: 'approved', pauseReason: null });
      expect(await bench.call('goal.archive', id)).toMatchObject({ status: 'archived', nextDueAt: null });
      expect((await bench.refusal('goal.resume', id)).code).toBe('goal_finished');
    });

    it('stops when its credential is invalidated and goes on when it passes again', async () => {
      const { customerId, goal } = await bench.withGoal();
      const [{ id } = { id: '' }] = await test.sql<{ id: string }>(
        'select id from credential where customer_id = ?',
        [customerId],
      );
      const happen = (status: string, tell: 'invalidated' | 'passed') =>
        test.app.get(UnitOfWork).run(OPERATOR, async (tx) => {
          await tx.em.execute('update credential set status = ? where id = ?', [status, id]);
          const about = { subjectId: id, customerId };
          if (tell === 'invalidated') {
            tx.record(credentialInvalidated, {
              ...about,
              data: { platform: 'delta', status, code: 'revoked' },
            });
          } else {
            const data = {
              platform: 'delta',
              testId: newId(),
              trigger: 'ops',
              outcome: 'ok',
              code: null,
              status,
            };
            tx.record(credentialTestFinished, { ...about, data });
          }
        });
      await happen('invalid', 'invalidated');
      expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'paused', pauseReason: 'credential' });
      await happen('active', 'passed');
      expect(await bench.goals.goal(goal.id)).toMatchObject({ status: 'approved', pauseReason: null });
    });

    it('is approved anew when the limits of its agent change', async () => {
      const { agentId, goal } = await bench.withGoal();
      const [agent] = await test.sql<{ version: number }>('select version from agent where id = ?', [
        agentId,
      ]);
      const words = saving(agent?.version, { nickname: 'Alex' });
      const renamed = await bench.call<AgentView>('agent.configure', agentId, words);
      expect((await bench.goals.goal(goal.id)).status).toBe('approved');
      const tighter = saving(renamed.version, { dailyTradeLimit: 2 });
      await bench.call('agent.configure', agentId, tighter);
      expect((await bench.goals.goal(goal.id)).status).toBe('pending_approval');
    });
  });

  describe('a post of a marketing agent', () => {
    it('is approved anew when the agent’s words, or its own, touch what is forbidden', async () => {
      const customerId = await insertCustomer(test);
      const drafted = { type: 'marketing', platforms: ['linkedin'] };
      const agent = await bench.call<AgentView>('agent.draft', customerId, drafted);
      const words = (theme: string) => ({
        ...AGENT_TYPES.marketing.defaults,
        nickname: 'Sarah - LinkedIn Expert',
        theme,
        topics: ['Patient communication'],
      });
      const configure = (version: number, theme: string) =>
        bench.call<AgentView>('agent.configure', agent.id, { version, settings: words(theme) });
      const first = await configure(agent.version, 'Healthcare marketing for hospitals');
      const trial = await bench.call<{ id: string }>('trial.create', customerId);
      const credential = await bench.credential(customerId, await bench.now());
      await test.sql("update credential set platform = 'linkedin' where id = ?", [credential]);
      await bench.call('trial.activate', trial.id);
      const { parameters, template } = {
        parameters: socialMediaPost.defaults,
        template: 'social_media_post',
      };
      const input = { agentId: agent.id, template, parameters };
      const goal = await bench.call<GoalView>('goal.create', customerId, input);
      await bench.call('goal.approve', goal.id, { version: goal.version });
      const harmless = await configure(first.version, 'Marketing for clinics');
      expect((await bench.goals.goal(goal.id)).status).toBe('approved');
      await configure(harmless.version, 'Political campaigns of hospitals');
      const reopened = await bench.goals.goal(goal.id);
      expect(reopened).toMatchObject({ status: 'pending_approval', nextDueAt: null });
      expect(reopened.findings.filter(({ level }) => level === 'fail')).toMatchObject([
        { rule: 'forbidden_topics', text: expect.stringContaining('Politics') as string },
      ]);
      const now = await bench.test.sql<{ version: number }>('select version from agent where id = ?', [
        agent.id,
      ]);
      await configure(now[0]?.version ?? 0, 'Marketing for clinics');
      const { version } = await bench.goals.goal(goal.id);
      const again = await bench.call<GoalView>('goal.approve', goal.id, { version });
      const satire = { ...parameters, contentType: 'Political satire' };
      const edit = { version: again.version, parameters: satire };
      expect(await bench.call('goal.edit', goal.id, edit)).toMatchObject({ status: 'pending_approval' });
    });

    it('is proposed by a customer while fewer than five wait, and than twenty are there; by staff beyond', async () => {
      const { customerId, agentId } = await bench.onTrial();
      const actor = customer(customerId);
      const input = { agentId, template: 'market_monitoring', parameters: marketMonitoring.defaults };
      const propose = () => bench.call<GoalView>('goal.create', customerId, input, actor);
      const first = await propose();
      await bench.call('goal.reject', first.id, { version: first.version, reason: 'Twice the same.' });
      // What staff made waits beside theirs.
      for (let kept = 0; kept < 7; kept += 1) await bench.createGoal(customerId, agentId);
      for (let waiting = 0; waiting < 5; waiting += 1) await propose();
      const sixth = { code: 'goal_proposals_waiting', facts: { waiting: 5, atMost: 5 } };
      expect(await bench.refusal('goal.create', customerId, input, actor)).toMatchObject(sixth);
      expect(await bench.refusal('goal.resubmit', first.id, {}, actor)).toMatchObject(sixth);
      await bench.call('goal.resubmit', first.id);
      await test.sql("update goal set status = 'paused', pause_reason = 'person' where agent_id = ?", [
        agentId,
      ]);
      for (let kept = 13; kept < 19; kept += 1) await bench.createGoal(customerId, agentId);
      const last = await propose();
      const refusal = { code: 'goal_limit_reached', facts: { kept: 20, atMost: 20 } };
      expect(await bench.refusal('goal.create', customerId, input, actor)).toMatchObject(refusal);
      const more = await bench.createGoal(customerId, agentId);
      for (const { id } of [last, more]) await bench.call('goal.archive', id);
      expect((await propose()).status).toBe('pending_approval');
    });
  });

  describe('a draft', () => {
    it('is decided once, on the version that was seen', async () => {
      const { customerId, goal } = await bench.withGoal();
      const draft = await bench.finished(goal.id);
      const edited = await bench.call<DeliverableView>(
        'deliverable.edit',
        draft.id,
        { version: draft.version, body: 'Shorter.' },
        customer(customerId),
      );
      expect(edited).toMatchObject({ revision: 2, body: 'Shorter.', html: '<p>Shorter.</p>\n' });
      const stale = { version: draft.version };
      expect((await bench.refusal('deliverable.approve', draft.id, stale)).code).toBe('version_conflict');
      const approve = { version: edited.version };
      const approved = await bench.call<DeliverableView>(
        'deliverable.approve',
        draft.id,
        approve,
        customer(customerId),
      );
      expect(approved).toMatchObject({ status: 'approved', decidedBy: 'customer' });
      expect((await bench.refusal('deliverable.approve', draft.id, { version: approved.version })).code).toBe(
        'deliverable_decided',
      );
      expect((await bench.refusal('deliverable.reject', newId(), { version: 1, reason: 'none' })).code).toBe(
        'not_found',
      );
    });

    it('is decided by the review link, which is spent with it', async () => {
      const { customerId, goal } = await bench.withGoal();
      const draft = await bench.finished(goal.id);
      const { token } = await test.app
        .get(UnitOfWork)
        .run(OPERATOR, (tx) =>
          test.app
            .get(Links)
            .issue(tx, { purpose: 'review', customerId, subjectId: draft.id, hours: 336, voidOthers: true }),
        );
      expect((await bench.test.app.get(DraftPageQueries).forReview(token)).id).toBe(draft.id);
      const input = { token, decision: 'reject', reason: 'Not our tone' };
      const rejected = await bench.call<DeliverableView>('review.decide', '', input, PUBLIC);
      expect(rejected).toMatchObject({
        status: 'rejected',
        decidedBy: 'customer',
        reason: 'Not our tone',
        confirmation: 'Rejected. Nothing was posted or traded.',
      });
      expect((await bench.refusal('review.decide', '', input, PUBLIC)).code).toBe('link_not_valid');
    });
  });
});
