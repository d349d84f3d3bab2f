import { deliverableAggregate } from '../../src/goals/goal.aggregates.js';
import type { DeliverableView } from '../../src/goals/deliverables/deliverable-view.js';
import type { PostProposal, RunCompleted } from '../../src/goals/runtimes/agent-runtime.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import { Browser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { GoalBench, staff } from '../support/goal-bench.js';
import { PortalPeople, fieldsOf } from '../support/portal.js';
import { startWeb, type TestWeb } from '../support/web.js';

const TEXT = '# BTC\n\nThe market was quiet.';
const outcome: RunCompleted = {
  ...{
    kind: 'completed',
    title: 'BTC market analysis',
    body: TEXT,
    proposal: null,
    remarks: [],
    tokens: 100,
  },
};

describe('Decisions that cannot be taken', () => {
  let web: TestWeb;
  let bench: GoalBench;
  let people: PortalPeople;
  const text = async (answer: Response | Promise<Response>) => (await answer).text();
  const drafted = (done = outcome) => people.drafted(bench, done);
  const stateOf = ({ id }: DeliverableView) => bench.deliverables.view(id);

  beforeAll(async () => {
    web = await startWeb();
    bench = new GoalBench(web);
    people = new PortalPeople(web);
  });
  afterAll(() => web?.close());

  describe('at the same moment', () => {
    /** Sends both while the draft is held, in this order, and answers with what each was told. */
    async function together<A, B>(draft: DeliverableView, first: () => Promise<A>, second: () => Promise<B>) {
      const waiting = (n: number) =>
        eventually(async () => {
          const [row] = await web.sql<{ n: number }>(
            `select count(*)::int as n from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`,
          );
          expect(row?.n).toBe(n);
        });
      const sent = await web.app.get(UnitOfWork).run(OPERATOR, async (tx) => {
        await tx.lock(deliverableAggregate, draft.id);
        const one = first();
        await waiting(1);
        const other = second();
        await waiting(2);
        return { one, other };
      });
      return [await sent.one, await sent.other] as const;
    }
    const said = async (answer: Response) => [answer.status, await text(answer)] as const;
    const refusalOf = (command: string, draft: DeliverableView, input: object) =>
      bench.refusal(command, draft.id, { version: draft.version, ...input }, staff('csm'));
    const byStaff = (command: string, draft: DeliverableView, input: object) =>
      bench.call(command, draft.id, { version: draft.version, ...input }, staff('csm'));
    async function tabs() {
      const { draft, token, browser } = await drafted();
      const address = `/portal/approvals/${draft.id}`;
      const opened = fieldsOf(await text(browser.get(address)));
      const linked = fieldsOf(await text(new Browser(web.url).get(`/review?token=${token}`)));
      return {
        draft,
        portal: (fields: Record<string, string>) => () =>
          browser.post(address, { ...opened, once: newId(), body: TEXT, ...fields }).then(said),
        link: (fields: Record<string, string>) => () =>
          new Browser(web.url)
            .post('/review', { ...linked, once: newId(), body: TEXT, ...fields })
            .then(said),
      };
    }
    const LATE = 'what you pressed just now changed nothing';

    it('in two tabs, and in a tab and by the link: the first is kept, the second keeps its words', async () => {
      for (const [mine, other] of [
        ['portal', 'portal'],
        ['portal', 'link'],
        ['link', 'portal'],
        ['link', 'link'],
      ] as const) {
        const { draft, ...doors } = await tabs();
        const [won, lost] = await together(
          draft,
          doors[mine]({ decision: 'approve', body: 'The first <b>tab</b>.' }),
          doors[other]({ decision: 'approve', body: 'The second <b>tab</b>.' }),
        );
        expect([mine, other, won[0], lost[0]]).toEqual([mine, other, 200, 409]);
        expect(won[1]).toContain('Approved. The draft is yours to keep');
        expect(lost[1]).toContain(LATE);
        expect(lost[1]).toContain('The second &lt;b&gt;tab&lt;/b&gt;.</textarea>');
        expect(await stateOf(draft)).toMatchObject({
          ...{ status: 'approved', revision: 2, body: 'The first <b>tab</b>.' },
        });
      }
    });

    it('the customer’s approval and an edit of the manager', async () => {
      const edited = await tabs();
      const [, late] = await together(
        edited.draft,
        () => byStaff('deliverable.edit', edited.draft, { body: 'As the manager put it.' }),
        edited.link({ decision: 'approve', body: 'My own words.' }),
      );
      expect(late[0]).toBe(409);
      expect(late[1]).toContain('The draft was changed since you opened this page.');
      expect(late[1]).toMatch(/<textarea[^>]*name="body"[^>]*>My own words\.<\/textarea>/);
      const { version } = await stateOf(edited.draft);
      expect(fieldsOf(late[1])['version']).toBe(String(version));
      expect(await stateOf(edited.draft)).toMatchObject({ status: 'in_review', revision: 2 });
      const again = await edited.link({
        decision: 'approve',
        version: String(version),
        body: 'My own words.',
      })();
      expect(again[0]).toBe(200);
      expect(await stateOf(edited.draft)).toMatchObject({ status: 'approved', body: 'My own words.' });

      const approved = await tabs();
      const [won, refused] = await together(approved.draft, approved.portal({ decision: 'approve' }), () =>
        refusalOf('deliverable.edit', approved.draft, { body: 'As the manager put it.' }),
      );
      expect([won[0], refused]).toMatchObject([
        200,
        { code: 'deliverable_decided', detail: 'It was approved before.' },
      ]);
      expect((await stateOf(approved.draft)).revision).toBe(1);
    });

    it('the customer’s approval and a rejection of the manager', async () => {
      const rejected = await tabs();
      const [, late] = await together(
        rejected.draft,
        () => byStaff('deliverable.reject', rejected.draft, { reason: 'Wrong coin.' }),
        rejected.portal({ decision: 'approve', body: 'My own words.' }),
      );
      expect(late[0]).toBe(409);
      expect(late[1]).toMatch(/by our team for you[^]*changed nothing[^]*My own words\.<\/textarea>/);
      expect(late[1]).toContain('Wrong coin.');
      expect(await stateOf(rejected.draft)).toMatchObject({ status: 'rejected', decidedBy: 'staff' });

      const approved = await tabs();
      const [won, refused] = await together(approved.draft, approved.link({ decision: 'approve' }), () =>
        refusalOf('deliverable.reject', approved.draft, { reason: 'Wrong coin.' }),
      );
      expect([won[0], refused]).toMatchObject([200, { code: 'deliverable_decided' }]);
      expect(await stateOf(approved.draft)).toMatchObject({ status: 'approved', reason: null });
    });

    it('an approval while another draft is asked for: no run is made of the one that was too late', async () => {
      const asked = await tabs();
      const [won, lost] = await together(
        asked.draft,
        asked.portal({ decision: 'regenerate', reason: 'Shorter, please.' }),
        asked.link({ decision: 'approve', body: 'My own words.' }),
      );
      expect([won[0], lost[0]]).toEqual([200, 409]);
      expect(lost[1]).toMatch(/Another draft is on its way[^]*changed nothing[^]*My own words\.<\/textarea>/);
      const after = await stateOf(asked.draft);
      expect(after).toMatchObject({ status: 'rejected', revision: 1, reason: 'Shorter, please.' });
      expect(await bench.goals.runsOf(after.goalId)).toHaveLength(2);

      const approved = await tabs();
      const [first, second] = await together(
        approved.draft,
        approved.link({ decision: 'approve' }),
        approved.portal({ decision: 'regenerate', reason: 'Shorter, please.' }),
      );
      expect([first[0], second[0]]).toEqual([200, 409]);
      expect(second[1]).toMatch(/changed nothing[^]*Shorter, please\.<\/textarea>/);
      const kept = await stateOf(approved.draft);
      expect(kept).toMatchObject({ status: 'approved', nextRunId: null });
      expect(await bench.goals.runsOf(kept.goalId)).toHaveLength(1);
    });
  });

  it('gives the words back to who sends a form by a link that is over', async () => {
    const { draft, token } = await drafted();
    const visitor = new Browser(web.url);
    const fields = fieldsOf(await text(visitor.get(`/review?token=${token}`)));
    await bench.call('deliverable.approve', draft.id, { version: draft.version }, staff('ops'));
    const late = await visitor.post('/review', { ...fields, decision: 'approve', body: 'My <i>words</i>.' });
    expect(late.status).toBe(410);
    expect(await text(late)).toMatch(/the decision was kept[^]*My &lt;i&gt;words&lt;\/i&gt;\.<\/textarea>/);
  });

  it('takes no post over its platform’s limit or without its hashtags, by either door, and keeps the text', async () => {
    const post: PostProposal = {
      ...{ kind: 'post', platform: 'linkedin', notBefore: '2027-01-04T04:30:00.000Z' },
      ...{ hashtags: ['#Health', '#Clinics', '#Care'], checks: [], approvalRequired: true },
    };
    const body = 'Waiting times fell.\n\n#Health #Clinics #Care';
    const { draft, token, browser } = await drafted({
      ...outcome,
      title: 'Waiting times',
      body,
      proposal: post,
    });
    const visitor = new Browser(web.url);
    const long = `Waiting <b>times</b> ${'fell. '.repeat(600)}`;
    const doors = [
      { from: visitor, page: `/review?token=${token}`, to: '/review' },
      { from: browser, page: `/portal/approvals/${draft.id}`, to: `/portal/approvals/${draft.id}` },
    ];
    for (const { from, page, to } of doors) {
      const fields = fieldsOf(await text(from.get(page)));
      for (const decision of ['approve', 'save']) {
        const refused = await from.post(to, { ...fields, once: newId(), decision, body: long });
        const html = await text(refused);
        expect([to, decision, refused.status]).toEqual([to, decision, 422]);
        expect(html).toMatch(/LinkedIn takes 3,000 characters; these are 3,\d{3}\./);
        expect(html).toContain('A post carries 3 to 5 hashtags; this text has 0.');
        expect(html).toMatch(/<small class="wrong">LinkedIn takes [^<]* this text has 0\.<\/small>/);
        expect(html).toContain(`Waiting &lt;b&gt;times&lt;/b&gt; fell. fell.`);
        expect(html).toMatch(/<details open>\s*<summary>Edit the text first/);
      }
      expect(await stateOf(draft)).toMatchObject({ status: 'in_review', revision: 1, body });
    }
  });
});
