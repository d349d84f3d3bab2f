import type { Browser as Chromium, Page } from 'playwright-core';

import { AGENT_RUNTIME, type AgentRuntime } from '../../src/goals/runtimes/agent-runtime.js';
import type { DeliverableView } from '../../src/goals/deliverables/deliverable-view.js';
import { eventually } from '../support/eventually.js';
import { GoalBench, failing } from '../support/goal-bench.js';
import { CALL, MINUTE, after, measuredRows } from '../support/measured-rows.js';
import { browserSuite, launchChromium, picture, staffPage } from '../support/panel/browser-suite.js';
import type { Watched } from '../support/panel/chromium.js';
import { PortalPeople } from '../support/portal.js';
import { press, startRealPanel, type RealPanel } from '../support/panel/real-panel.js';
import { suggestion } from '../support/suggested-trade.js';

browserSuite("Records' own pages in a browser", () => {
  let panel: RealPanel;
  let browser: Chromium;
  let watched: Watched;
  let page: Page;
  let bench: GoalBench;
  let runtime: AgentRuntime;
  let real: AgentRuntime['run'];

  beforeAll(async () => {
    panel = await startRealPanel({ worker: true });
    bench = new GoalBench(panel.web);
    runtime = panel.web.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
    real = runtime.run.bind(runtime);
    browser = await launchChromium();
    watched = await staffPage(browser, panel.web.url, 'ops@waooaw.com');
    ({ page } = watched);
    page.setDefaultTimeout(30_000);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await panel?.close();
  });
  afterEach(() => {
    runtime.run = real;
    expect(watched.errors).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  });

  const open = (list: string, id: string, part = '') =>
    page.goto(`${panel.web.url}/admin/resources/${list}/records/${id}/show${part}`);
  const shoot = (name: string): Promise<void> => picture(page, name, true);
  const chart = () => page.getByRole('img', { name: 'BTCUSD on Delta Exchange, hourly price in USD' });
  /** The same draft by the link of its mail, on a desk and on a telephone. */
  async function asCustomer({ id: subjectId, customerId }: DeliverableView): Promise<void> {
    const token = await new PortalPeople(panel.web).token({ purpose: 'review', customerId, subjectId });
    for (const width of [1100, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${panel.web.url}/review?token=${token}`);
      expect((await chart().boundingBox())?.width).toBeLessThan(width);
      await page.getByText('$97,000 at').waitFor();
      await page.getByRole('row', { name: 'notional ₹8,245 max ₹10,000 Pass' }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await shoot(`review-chart-${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  /** The real runtime, held after its first word until it is let go. */
  function held(): { letGo: () => void } {
    const gate = Promise.withResolvers<void>();
    runtime.run = async (input, context) => {
      await context.progress('fetching', 'Reading the market of BTC');
      await gate.promise;
      return real(input, context);
    };
    return { letGo: gate.resolve };
  }
  const stage = (name: string) => page.locator(`[data-stage=${name}]`);

  it("Trigger Now opens the run's stages, live, through a reload, to the runbook's success message", async () => {
    const { goal } = await bench.withGoal();
    const { letGo } = held();
    await open('goals', goal.id);
    await page
      .getByRole('region', { name: 'Safety review' })
      .getByText('On: Approval of every trade')
      .waitFor();
    await page.getByRole('heading', { name: 'Every 6 hours' }).waitFor();
    const why = page.getByRole('region', { name: 'Why is this goal not running?' });
    await why.getByText('Nothing known to us stands in the way.').waitFor();
    await shoot('goal');
    await page.getByRole('button', { name: 'Trigger Now' }).click();
    await page.waitForURL(/\/goal-runs\/records\//);
    await stage('fetching').getByText('Reading the market of BTC').waitFor();
    await page.locator('header .w-badge', { hasText: 'Running' }).waitFor();
    await shoot('run-live');
    await page.reload();
    await stage('fetching').waitFor();
    letGo();
    await stage('writing').waitFor();
    await page
      .getByText('Your agent just completed its first task! Review the draft and approve when ready.')
      .waitFor();
    await page.locator('header .w-badge', { hasText: 'Completed' }).waitFor();
    await page.locator('[data-command="run.cancel"]:disabled').waitFor();
    const seen = await page.evaluate(
      "[...document.querySelectorAll('[data-stage]')].map((one) => one.dataset.stage)",
    );
    expect(seen).toEqual([
      'queued',
      'started',
      'fetching',
      'fetching',
      'computing',
      'writing',
      'checking',
      'completed',
    ]);
    await shoot('run-completed');
    await page.getByRole('link', { name: 'Review the draft: BTC market analysis' }).click();
    await page.getByText('It waits for the customer').waitFor();
    await shoot('draft');
  }, 60_000);

  it('a run can be cancelled on its page, and a failed one says what to do', async () => {
    const { goal } = await bench.withGoal();
    const { letGo } = held();
    const first = await bench.trigger(goal.id);
    await open('goal-runs', first.id);
    await stage('fetching').waitFor();
    await page.getByRole('button', { name: 'Cancel run' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
    await page.getByText('The run was cancelled').waitFor();
    letGo();
    runtime.run = () => Promise.resolve(failing('rejected'));
    const second = await bench.trigger(goal.id);
    await open('goal-runs', second.id);
    await page.getByText('Change the goal or the agent’s settings as the reason says.').waitFor();
    const attempts = page.getByRole('region', { name: 'Attempts' });
    await attempts.getByText('Attempt 1').waitFor();
    await attempts.getByText('Delta Exchange could not be read.').waitFor();
    await page.getByRole('button', { name: 'Edit Goal' }).waitFor();
    await shoot('run-failed');
    await page.getByRole('button', { name: 'Trigger Now' }).click();
    await page.waitForURL(({ href }) => href.includes('/goal-runs/') && !href.includes(second.id));
    await page.getByRole('alert').getByText('The run failed').waitFor();
    await open('goals', goal.id);
    const why = page.getByRole('region', { name: 'Why is this goal not running?' });
    const said = why.getByText(/^The last run ended failed/);
    await said.first().waitFor();
    await shoot('goal-failed');
    await why.getByRole('link', { name: 'Last run: failed, 1 attempt' }).click();
    await page.getByRole('alert').getByText('The run failed').waitFor();
  }, 60_000);

  it('the Runbook shows the same stages in Step 11', async () => {
    const { goal, customerId } = await bench.withGoal();
    const { letGo } = held();
    await bench.trigger(goal.id);
    await open('customers', customerId);
    const step = page.locator('#step-11');
    await step.locator('[data-stage=fetching]').waitFor();
    await picture(step, 'runbook-live');
    letGo();
    await step.getByText('Your agent just completed its first task!').waitFor();
    await step.getByRole('link', { name: 'Review the draft' }).waitFor();
    await picture(step, 'runbook-done');
  }, 60_000);

  it('a draft that staff edited and approved says so, with what was changed', async () => {
    const { goal } = await bench.withGoal();
    runtime.run = () => Promise.resolve(suggestion);
    const run = await bench.trigger(goal.id);
    const draft = await eventually(() => bench.draftOf(run.id));
    await open('deliverables', draft.id);
    const limits = page.getByRole('region', { name: 'Proposed action' });
    await limits.getByText('Suggested trade: buy 1 BTCUSD').waitFor();
    await limits.getByRole('row', { name: 'Notional ₹8,245 max ₹10,000 Pass' }).waitFor();
    await limits.getByText('0.001 BTC', { exact: true }).waitFor();
    await limits.getByText('$97,000 at').waitFor();
    await chart().waitFor();
    await page
      .locator('figcaption', {
        hasText: /^BTCUSD from 7 Feb, 11:00 to 12 Feb, 10:00 \(Asia\/Kolkata\): it went from/,
      })
      .waitFor();
    await shoot('draft');
    await asCustomer(draft);
    const body = draft.body.replace('BTC', 'Bitcoin');
    const input = { version: draft.version, body };
    const edited = await press(panel.as.csm, 'deliverable.edit', { subjectId: draft.id, input });
    const { version } = (await edited.json()) as { version: number };
    await press(panel.as.csm, 'deliverable.approve', { subjectId: draft.id, input: { version } });
    await open('deliverables', draft.id);
    const decision = page.getByRole('region', { name: 'Decision' });
    await decision.getByText('Ops person, for the customer').waitFor();
    const revisions = page.getByRole('region', { name: 'Revisions' });
    await revisions.locator('ins', { hasText: 'Bitcoin' }).waitFor();
    await revisions.getByText('by staff, for the customer').waitFor();
    await shoot('draft-approved');
  }, 60_000);

  it('a weekly report tells the mail, each number with its records, and is sent from its page', async () => {
    const rows = measuredRows(panel.web);
    await rows.run((await rows.onboarded(CALL)).customer, 'completed', after(24.5 * MINUTE));
    const made = await press(panel.as.ops, 'report.build', { input: { isoWeek: '2026-W07' } });
    const { id } = (await made.json()) as { id: string };
    await open('weekly-reports', id);
    await page.getByText('Monday 9 February 2026 to Sunday 15 February 2026 (Asia/Kolkata).').waitFor();
    const first = page.locator('[data-measure=first_goal]');
    await first.getByText('24.5 min', { exact: true }).waitFor();
    expect(await first.getAttribute('data-verdict')).toBe('met');
    await first.getByText('n = 1 (few: read with care)').waitFor();
    await first.getByText('1 record behind it').click();
    await shoot('report-draft');
    await first.getByRole('link', { name: /^C-\d+/ }).click();
    await page.waitForURL(/\/goal-runs\/records\//);
    await open('weekly-reports', id);
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send report' }).click();
    await page.getByText(/to leadership,/).waitFor();
    await page.locator('[data-command="report.send"]:disabled').waitFor();
    const mail = await eventually(() => sentMail("template = 'weekly_report'"));
    await open('mails', mail);
    const framed = page.frameLocator('iframe');
    await framed.getByText('Records behind the numbers').waitFor();
    const styled = await framed.locator('h1').evaluate((node: unknown) => {
      const view = globalThis as unknown as { getComputedStyle(of: unknown): { fontSize: string } };
      return view.getComputedStyle(node).fontSize;
    });
    expect(styled).toBe('25px');
    await shoot('mail');
    await page.getByRole('button', { name: 'Text' }).click();
    await page.locator('.w-mail-text', { hasText: 'Records behind the numbers' }).waitFor();
  }, 60_000);

  it('notes and escalations are read on their pages', async () => {
    const [customer] = await panel.web.sql<{ id: string }>('select id from customer limit 1');
    const body =
      'Onboarding Call - 2026-02-12 10:00 AM\nAttendee: John Doe\n\nNotes: <b>excited</b> about the automation.';
    const about = { subjectId: customer?.id ?? null };
    const written = await press(panel.as.csm, 'note.write', { ...about, input: { kind: 'internal', body } });
    await open('notes', ((await written.json()) as { id: string }).id);
    await page.getByRole('heading', { level: 1, name: 'Onboarding Call - 2026-02-12 10:00 AM' }).waitFor();
    await page.getByText('<b>excited</b> about the automation.').waitFor();
    await page.getByText('Note written').waitFor();
    await shoot('note');
    const input = {
      trigger: 'platform_integration_failing',
      cause: 'Delta Exchange answers 502',
      details: 'Seen on three customers since 09:00.',
    };
    const opened = await press(panel.as.ops, 'escalation.open', { ...about, input });
    await open('escalations', ((await opened.json()) as { id: string }).id);
    const told = page.getByRole('region', { name: 'What happened' });
    await told.getByText('Seen on three customers since 09:00.').waitFor();
    await page.getByText('#eng-support', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'Timeline' }).getByText('Ops person').first().waitFor();
    await shoot('escalation');
  }, 60_000);

  async function sentMail(where: string): Promise<string> {
    const [mail] = await panel.web.sql<{ id: string }>(
      `select id from mail where ${where} and status = 'sent' order by id desc limit 1`,
    );
    if (!mail) throw new Error('no such mail was sent yet');
    return mail.id;
  }
});
