import { unescapeHtml } from './browser-form.js';
import { linkIn } from './inbox.js';
import { prove, type DemoStep } from './script.js';
import type { Json } from './rest.js';
import type { Walk } from './walk.js';

const SUCCESS = 'Your agent just completed its first task! Review the draft and approve when ready.';

/** Steps 10–11: first goal, approval, live run, the customer's approval with an edit. */
export const GOAL_STEPS: readonly DemoStep<Walk>[] = [
  {
    step: '10',
    title: 'First goal, reviewed and approved',
    play: async (walk) => {
      type Templates = { items: { template: string; defaults: Json }[] };
      const { items } = await walk.rest.get<Templates>('/goal-templates');
      const parameters = {
        ...items.find(({ template }) => template === walk.agent.goal.template)?.defaults,
        ...walk.agent.goal.parameters,
      };
      const goal = await walk.rest.post(`/customers/${walk.id('customer')}/goals`, {
        agentId: walk.id('agent'),
        template: walk.agent.goal.template,
        name: walk.agent.goal.name,
        parameters,
      });
      walk.keep('goal', goal.id);
      prove(goal.status === 'pending_approval', 'ops must approve the first goal');
      const findings = goal.findings as { level: string }[];
      prove(
        findings.length > 0 && findings.every(({ level }) => level !== 'fail'),
        'the safety review has findings and none fails',
      );
      if (walk.agent.goal.afterNotice)
        await walk.inbox.expect(
          walk.agent.manager.email,
          new RegExp(`${walk.tag}.*a goal waits for approval`),
        );
      const approved = await walk.rest.post(`/goals/${walk.id('goal')}/approve`, { version: goal.version });
      prove(approved.status === 'approved', 'the goal is approved');
      await walk.stepDone(10);
      return { goal: goal.id, findings: findings.length };
    },
  },
  {
    step: '11',
    title: 'Trigger Now: queue, live progress, draft',
    play: async (walk) => {
      const run = await walk.rest.post(`/goals/${walk.id('goal')}/trigger`);
      walk.keep('run', run.id);
      const done = await walk.rest.until(
        `/goal-runs/${walk.id('run')}`,
        ({ status }) => status === 'completed' || status === 'failed',
      );
      prove(done.status === 'completed', `the run completed: ${JSON.stringify(done)}`);
      const events = await walk.rest.text(`/goal-runs/${walk.id('run')}/events`);
      prove(events.includes(SUCCESS), "the runbook's success message");
      return { run: run.id, tokens: done.tokensUsed };
    },
  },
  {
    step: '11b',
    title: 'The customer approves with an edit on the signed page',
    play: async (walk) => {
      const mail = await walk.inbox.expect(walk.email, /ready for your review/i);
      const link = linkIn(mail, '/review');
      const page = await walk.browser.open(link);
      prove(walk.agent.goal.shows.test(page), 'the page shows the draft');
      const body = /<textarea[^>]*name="body"[^>]*>([\s\S]*?)<\/textarea>/.exec(page)?.[1] ?? '';
      prove(body.length > 100, 'the draft can be edited');
      await walk.browser.submit(new URL('/review', link), {
        decision: 'approve',
        body: `${unescapeHtml(body)}\n\nRead and approved by John Doe.`,
      });
      type Deliverables = { items: { id: string; status: string; decidedBy: string; revision: number }[] };
      const { items } = await walk.rest.get<Deliverables>(`/customers/${walk.id('customer')}/deliverables`);
      const [draft] = items;
      prove(
        draft?.status === 'approved' && draft.decidedBy === 'customer' && draft.revision === 2,
        'approved by the customer, with the edit as a revision',
      );
      await walk.stepDone(11);
      return { deliverable: draft?.id, revision: draft?.revision };
    },
  },
];
