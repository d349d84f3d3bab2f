import type { DeliverableView } from '../../../src/goals/deliverables/deliverable-view.js';
import type { GoalView } from '../../../src/goals/goal-views.js';
import { GOAL_TEMPLATES, type GoalTemplateName } from '../../../src/goals/templates/goal-templates.js';
import { addDays, dayKey } from '../../../src/platform/time/wall-clock.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { GoalBench } from '../../support/goal-bench.js';

const RIVAL = 'https://rival.example';
const ZONE = 'Asia/Kolkata';

describe('Two runs of a goal, by a worker', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp();
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  type Owner = Readonly<Record<'customerId' | 'agentId', string>>;

  async function approved({ customerId, agentId }: Owner, template: GoalTemplateName, change: object = {}) {
    const parameters = { ...GOAL_TEMPLATES[template].defaults, ...change };
    const goal = await bench.call<GoalView>('goal.create', customerId, { agentId, template, parameters });
    if (goal.status === 'approved') return goal;
    return bench.call<GoalView>('goal.approve', goal.id, { version: goal.version });
  }

  async function run({ id }: GoalView): Promise<DeliverableView> {
    const { id: runId } = await bench.trigger(id);
    await eventually(async () => expect((await bench.goals.run(runId)).status).toBe('completed'));
    const draft = await bench.draftOf(runId);
    // Nothing is proposed: there is nothing to post or to trade.
    expect([draft.status, draft.action, draft.proposal]).toEqual(['in_review', 'none', null]);
    return draft;
  }

  it('watches pages: notes them at first, then tells what changed, what did not, and what cannot be read', async () => {
    const addresses = ['pricing', 'about', 'catalogue', 'inside'].map((page) => `${RIVAL}/${page}`);
    const goal = await approved(await bench.marketingOnTrial(), 'competitor_watch', {
      addresses: [...addresses, 'https://nxdomain.example/'],
    });
    const section = ({ body }: DeliverableView, head: string): string =>
      body.split('\n## ').find((part) => part.startsWith(head)) ?? '';
    const first = await run(goal);
    expect(first.title).toBe('Competitor watch: first look');
    expect(first.body).toContain('2 of 5 pages read');
    expect(section(first, 'rival.example/pricing')).toContain('First look: 4 lines of text noted.');
    const [kept] = await test.sql<{ content: object }>('select content from goal_memory where goal_id = ?', [
      goal.id,
    ]);
    expect(JSON.stringify(kept?.content)).not.toContain('plan');

    const second = await run(goal);
    expect(second.title).toBe('Competitor watch: 1 page changed');
    expect(section(second, 'rival.example/pricing')).toMatch(
      /2 new lines, 2 gone, since [\s\S]*```\nBasic plan ₹4,400 a month\nHospital plan ₹24,900 a month\n```/,
    );
    expect(section(second, 'rival.example/about')).toContain('Nothing changed since');
    for (const draft of [first, second]) {
      expect(section(draft, 'rival.example/catalogue')).toContain('it is larger than 1 MiB');
      expect(section(draft, 'rival.example/inside')).toContain('not on the open internet');
      expect(section(draft, 'nxdomain.example')).toContain('its name leads nowhere');
    }
  });

  it('plans the week from the next day on, and the next week from its own', async () => {
    const goal = await approved(await bench.marketingOnTrial(), 'content_calendar');
    const planned = async (): Promise<DeliverableView> => {
      const from = addDays(dayKey(await bench.now(), ZONE), 1);
      const draft = await run(goal);
      expect(draft.title).toBe(`Content calendar ${from} to ${addDays(from, 6)}`);
      return draft;
    };
    const first = await planned();
    await test.sql("update trial set ends_at = ends_at + interval '8 days' where id = ?", [goal.trialId]);
    await bench.moveTo(new Date((await bench.now()).getTime() + 7 * 86_400_000));
    const second = await planned();
    const daysOf = ({ body }: DeliverableView): string[] => body.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    expect(daysOf(first).length).toBeGreaterThan(0);
    expect(daysOf(second).filter((day) => daysOf(first).includes(day))).toEqual([]);
  });

  it('reports risk from the market as it is, and the limits as they are', async () => {
    const owner = await bench.onTrial();
    const goal = await approved(owner, 'risk_report');
    for (const draft of [await run(goal), await run(goal)]) {
      expect(draft.title).toBe('BTC risk report');
      expect(draft.body).toMatch(/\| 24h \|[\s\S]*\| 7d \|[\s\S]*\| 30d \|/);
      expect(draft.body).toContain('₹');
      expect(draft.body).toContain('suggests nothing');
    }
    expect((await bench.tasksOf(owner.trial.id)).map(({ tasks }) => tasks)).toEqual([2]);
  });
});
