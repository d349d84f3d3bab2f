import { AGENT_TYPES } from '../../src/agents/types/agent-types.js';
import type { AgentView } from '../../src/agents/agent-view.js';
import type { GoalView } from '../../src/goals/goal-views.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { Browser } from '../support/browser.js';
import { customer, GoalBench } from '../support/goal-bench.js';
import { insertCustomer } from '../support/customers.js';
import { formIn, signedIn, textOf as text } from '../support/portal-forms.js';
import { statementsOf } from '../support/statements.js';
import { startWeb, type TestWeb } from '../support/web.js';

const location = (response: Response) => response.headers.get('location') ?? '';
describe('Goals in the portal', () => {
  let web: TestWeb;
  let bench: GoalBench;
  beforeAll(async () => {
    web = await startWeb();
    bench = new GoalBench(web);
  });
  afterAll(() => web?.close());

  async function onTrial() {
    const trial = await bench.onTrial();
    return { ...trial, browser: await signedIn(web, trial.customerId) };
  }
  const goalsOf = (customerId: string): Promise<GoalView[]> => bench.goals.ofCustomer(customerId);
  const newGoal = (agentId: string, template = 'market_monitoring') =>
    `/portal/goals/new?agent=${agentId}&template=${template}`;

  it('proposes one from a template, which ops approve; then shows its next runs, and why it does not run', async () => {
    const { browser, customerId, agentId } = await onTrial();
    expect(await text(browser.get('/portal/goals'))).toContain('You have no goal yet');
    const choice = await text(browser.get('/portal/goals/new'));
    expect(choice).toContain('Risk Report');
    expect(choice).not.toContain('Social Media Post');
    const form = await text(browser.get(newGoal(agentId)));
    expect(form).toMatch(/<b>Every 6 hours<\/b> would run:/);
    const typed = {
      ...formIn(form),
      'parameters.frequency.kind': 'daily',
      'parameters.frequency.daily.at': '11:15',
      'parameters.requireApproval': 'true',
    };
    const looked = await text(browser.post('/portal/goals/new', { ...typed, decision: 'preview' }));
    expect(looked).toMatch(/<b>Daily at 11:15<\/b> would run:[^]*11:15 \(Asia\/Kolkata\)/);
    expect(await goalsOf(customerId)).toEqual([]);
    const made = await browser.post('/portal/goals/new', { ...typed, decision: 'create' });
    const again = await browser.post('/portal/goals/new', { ...typed, decision: 'create' });
    expect([made.status, location(again)]).toEqual([303, location(made)]);
    const edited = await browser.post('/portal/goals/new', {
      ...typed,
      decision: 'create',
      name: 'Evenings',
    });
    expect([edited.status, await text(edited)]).toEqual([
      409,
      expect.stringMatching(/What you sent before was taken[^]*value="Evenings"/),
    ]);
    const [goal, ...others] = await goalsOf(customerId);
    expect(others).toEqual([]);
    expect(goal).toMatchObject({
      status: 'pending_approval',
      name: 'BTC Price Monitoring',
      parameters: {
        frequency: { kind: 'daily', at: '11:15' },
        requireApproval: true,
        tradeSignal: 'suggest_only',
      },
    });
    const page = await text(browser.get(location(made)));
    expect(page).toMatch(
      /✓ Your goal was sent to our team for review\.[^]*badge wait">in review[^]*looks at it for safety/,
    );
    await bench.call('goal.approve', goal?.id ?? '', { version: goal?.version });
    const active = await text(browser.get('/portal/goals'));
    expect(active).toMatch(/badge good">active[^]*Next runs:[^]*11:15 \(Asia\/Kolkata\)/);
    // No worker runs here, and the diagnosis knows.
    expect(active).toContain('Something on our side holds it up.');
  });

  it('pauses and resumes a goal, but not one that was stopped by us', async () => {
    const { customerId, goal } = await bench.withGoal();
    const browser = await signedIn(web, customerId);
    const press = async (step: string) => (await browser.post(`/portal/goals/${goal.id}/${step}`)).status;
    expect(await press('pause')).toBe(303);
    expect(await text(browser.get('/portal/goals'))).toMatch(
      />paused<[^]*You paused it\. It goes on when you resume it\.[^]*>Resume</,
    );
    expect(await press('resume')).toBe(303);
    expect((await bench.goals.goal(goal.id)).status).toBe('approved');
    await web.sql("update goal set status = 'paused', pause_reason = 'contained' where id = ?", [goal.id]);
    const stopped = await text(browser.get('/portal/goals'));
    expect(stopped).toContain('It was stopped for your safety, and goes on once our team');
    expect(stopped).not.toContain('>Resume<');
    expect(await press('resume')).toBe(409);
    expect(await press('archive')).toBe(404);
    expect((await bench.goals.goal(goal.id)).status).toBe('paused');
  });

  it('is told beside the field what is refused, with all that was typed still there', async () => {
    const customerId = await insertCustomer(web);
    const settings = {
      ...AGENT_TYPES.marketing.defaults,
      nickname: 'Sarah',
      theme: 'Health',
      topics: ['Health'],
    };
    const platforms = ['instagram', 'facebook'];
    const agent = await bench.call<AgentView>('agent.draft', customerId, { type: 'marketing', platforms });
    const browser = await signedIn(web, customerId);
    expect(await text(browser.get('/portal/goals/new'))).toContain('Fill in its settings first');
    await bench.call('agent.configure', agent.id, { version: agent.version, settings });
    expect(await text(browser.get('/portal/goals/new'))).toContain('Its trial is opened together');
    await bench.call('trial.create', customerId);
    const form = await text(browser.get(newGoal(agent.id, 'social_media_post')));
    // One of its own platforms, of which LinkedIn is none.
    expect(form).toMatch(/<option value="instagram" selected>Instagram/);
    expect(form).not.toContain('value="linkedin"');
    const typed = {
      ...formIn(form),
      'parameters.frequency.kind': 'weekly',
      'parameters.frequency.weekly.at': '25:00',
      'parameters.contentType': 'News <&> insights',
      'parameters.hashtagCount': 'nine',
      'parameters.preferredHashtags': '#ok\nnot a tag',
      decision: 'create',
    };
    const refused = await browser.post('/portal/goals/new', typed);
    const html = await text(refused);
    expect(refused.status).toBe(400);
    for (const field of ['frequency.weekly.at', 'hashtagCount', 'preferredHashtags'])
      expect(html).toMatch(new RegExp(`id="parameters\\.${field.replaceAll('.', '\\.')}-wrong">[^<]+<`));
    for (const kept of [
      'value="News &lt;&amp;&gt; insights"',
      'value="nine"',
      '#ok\nnot a tag',
      'value="weekly" checked',
    ])
      expect(html).toContain(kept);
    expect(html).toContain('The frequency is not whole yet.');
    expect(html).not.toMatch(/Not accepted|Invalid input/);
    expect(await goalsOf(customerId)).toEqual([]);
  });

  it('lists many goals a page at a time, by as many statements as a few', async () => {
    const { customerId, goal } = await bench.withGoal();
    const browser = await signedIn(web, customerId);
    const read = async (page: string) => {
      let html = '';
      const statements = await statementsOf(web, async () => void (html = await text(browser.get(page))));
      const older = /href="(\/portal\/goals\?before=[^"]+)"/.exec(html)?.[1];
      return { goals: html.match(/<section class="card">/g)?.length, statements, older };
    };
    // With a query for each of 25 goals it would be more than forty.
    const few = await read('/portal/goals');
    expect([few.goals, few.older]).toEqual([1, undefined]);
    expect(few.statements.length).toBeLessThanOrEqual(40);
    await web.sql(
      `insert into goal select (json_populate_record(g, json_build_object('id', made.id,
           'status', case when made.at % 2 = 0 then 'approved' else 'pending_approval' end))).*
         from goal g, json_array_elements_text(?::json) with ordinality made(id, at) where g.id = ?`,
      [JSON.stringify(Array.from({ length: 40 }, () => newId())), goal.id],
    );
    const many = await read('/portal/goals');
    expect(many.goals).toBe(25);
    expect(many.statements.length).toBeLessThanOrEqual(40);
    const last = await read(many.older ?? '');
    expect([last.goals, last.older]).toEqual([16, undefined]);
  });

  it('takes five proposals for review, of ten sent at once too; what was typed stays', async () => {
    const { browser, customerId, agentId } = await onTrial();
    const form = await text(browser.get(newGoal(agentId)));
    expect(form).toContain('You may propose 5 more for this agent now.');
    const typed = (n: number) => ({
      ...formIn(form),
      once: newId(),
      name: `Mornings <${n}>`,
      decision: 'create',
    });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => browser.post('/portal/goals/new', typed(n))),
    );
    for (const code of [303, 409]) expect(answers.filter(({ status }) => status === code)).toHaveLength(5);
    const refused = answers.findIndex(({ status }) => status === 409);
    const said = await text(answers[refused] as Response);
    expect(said).toMatch(
      /Enough proposals of this agent wait for review\.[^]*5 goals proposed for this agent wait for review; at most 5 [^]*Wait until one of them is decided/,
    );
    expect(said).toContain(`value="Mornings &lt;${refused}&gt;"`);
    expect(await goalsOf(customerId)).toHaveLength(5);
    // None is offered then, and both pages say why.
    for (const page of ['/portal/goals', '/portal/goals/new']) {
      const html = await text(browser.get(page));
      expect(html).toContain('5 goals proposed for this agent wait for review');
      expect(html).not.toMatch(/href="\/portal\/goals\/new(\?|")/);
    }
    expect(location(await browser.get(newGoal(agentId)))).toBe('/portal/goals/new');

    const [first] = await goalsOf(customerId);
    await bench.call('goal.reject', first?.id ?? '', { version: first?.version, reason: 'Twice the same.' });
    expect(await text(browser.get('/portal/goals'))).toContain('you may propose 1 more now');
    expect(await text(browser.get('/portal/goals/new'))).toContain('You may propose 1 more for it now.');
  });

  describe('under attack', () => {
    it('finds nothing of another customer, and puts no goal on an agent that is not its own', async () => {
      const victim = await bench.withGoal();
      const { browser, customerId, agentId } = await onTrial();
      const typed = formIn(await text(browser.get(newGoal(agentId))));
      const theirs = { ...typed, agent: victim.agentId, decision: 'create' };
      expect((await browser.post('/portal/goals/new', theirs)).status).toBe(404);
      expect(await text(browser.get(newGoal(victim.agentId)))).toContain('Open it from your portal.');
      expect((await browser.get(newGoal(agentId, 'social_media_post'))).status).toBe(404);
      for (const step of ['pause', 'resume', 'withdraw'])
        expect((await browser.post(`/portal/goals/${victim.goal.id}/${step}`)).status).toBe(404);
      expect(await text(browser.get(`/portal/goals?made=${victim.goal.id}`))).not.toContain('✓');
      const input = {
        agentId: victim.agentId,
        template: 'market_monitoring',
        parameters: victim.goal.parameters,
      };
      for (const actor of [customer(customerId), undefined]) {
        const refusal = await bench.refusal('goal.create', customerId, input, actor);
        expect(refusal.fields).toEqual([{ field: 'agentId', message: 'must be an agent of this customer' }]);
      }
      expect((await goalsOf(victim.customerId)).map(({ status }) => status)).toEqual(['approved']);
      expect(await goalsOf(customerId)).toEqual([]);
    });

    it('lets nobody in without a session or from another site, and changes nothing after the trial', async () => {
      const { browser, customerId, agentId, trial } = await onTrial();
      const stranger = new Browser(web.url);
      for (const page of ['/portal/goals', newGoal(agentId)])
        expect(location(await stranger.get(page))).toBe(`/portal/login?next=${encodeURIComponent(page)}`);
      const typed = {
        ...formIn(await text(browser.get(newGoal(agentId)))),
        name: 'Typed <so> far',
        decision: 'create',
      };
      const unknown = await stranger.post('/portal/goals/new', typed);
      expect([unknown.status, await text(unknown)]).toEqual([
        401,
        expect.stringContaining('Typed &lt;so&gt; far'),
      ]);
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, {}])
        expect((await browser.post('/portal/goals/new', typed, headers)).status).toBe(403);
      const goal = await bench.createGoal(customerId, agentId);
      await bench.call('goal.approve', goal.id, { version: goal.version });
      await web.sql("update trial set status = 'expired', ended_at = ends_at where id = ?", [trial.id]);
      const list = await text(browser.get('/portal/goals'));
      expect(list).toContain('Your trial has ended. It goes on when you hire the agent.');
      expect(list).not.toMatch(/Create New Goal|>Pause<|Next runs/);
      const late = await browser.post('/portal/goals/new', typed);
      expect([late.status, await text(late)]).toEqual([
        409,
        expect.stringMatching(/has ended[^]*Typed &lt;so&gt; far/),
      ]);
      expect((await browser.post(`/portal/goals/${goal.id}/pause`)).status).toBe(409);
      expect(location(await browser.get(newGoal(agentId)))).toBe('/portal/goals/new');
      expect(await goalsOf(customerId)).toHaveLength(1);
    });
  });
});
