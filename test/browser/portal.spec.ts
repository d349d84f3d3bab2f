import type { Browser, Page } from 'playwright-core';
import { customer as actor, GoalBench } from '../support/goal-bench.js';
import { chromiumPath, launch, watchedPage, type Watched } from '../support/panel/chromium.js';
import { signedIn } from '../support/portal-forms.js';
import { OWN_WORDS } from '../support/portal.js';
import { startWeb, type TestWeb } from '../support/web.js';

const path = chromiumPath();
const suite = path === null ? describe.skip : describe;
const phone = { width: 390, height: 800 };

suite('The portal in a browser', () => {
  let web: TestWeb;
  let browser: Browser;
  let bench: GoalBench;
  beforeAll(async () => {
    browser = await launch(path ?? '');
    web = await startWeb({ worker: true });
    bench = new GoalBench(web);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await web?.close();
  });

  /** Wide and on a phone. */
  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env['TEST_SCREENSHOTS'];
    await page.setViewportSize({ width: 1100, height: 800 });
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    await page.setViewportSize(phone);
    if (folder) await page.screenshot({ path: `${folder}/${name}-phone.png`, fullPage: true });
  }

  async function enter(page: Page, customerId: string): Promise<void> {
    await signedIn(web, customerId);
    await page.goto(`${web.url}/portal`);
    await page.getByLabel('E-mail').fill(`${customerId}@example.com`);
    await page.getByLabel('Password').fill(OWN_WORDS);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Where your onboarding stands').waitFor();
  }

  it('lets a customer set its agent on a phone, by keyboard and without JavaScript', async () => {
    const { customerId } = await bench.onTrial();
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone });
    const page = await context.newPage();
    await enter(page, customerId);
    await page.getByRole('link', { name: 'My agents' }).press('Enter');
    await page.getByRole('heading', { name: 'Platform credentials' }).waitFor();
    await look(page, 'portal-agent');
    await page.getByRole('link', { name: 'Change settings' }).press('Enter');
    await page.getByLabel('Daily trade limit').fill('7');
    await page.getByLabel('Daily trade limit').press('Enter');
    await page.getByText('Daily trade limit is 7; the limit is at most 5.').last().waitFor();
    await look(page, 'portal-agent-refused');
    await page.getByLabel('Max notional per trade').fill('100');
    await page.getByLabel('Daily trade limit').fill('4');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('At most 4 trades a day').waitFor();
    await page.getByText('That is more than ₹100 a trade: while it is so, your agent').waitFor();
    await look(page, 'portal-agent-limits');
    await page.getByRole('button', { name: 'Confirm limits and save' }).press('Enter');
    await page.getByText('✓ Saved').waitFor();
    await look(page, 'portal-agent-saved');
    await page.getByRole('link', { name: 'Disconnect' }).press('Enter');
    await page.getByRole('link', { name: 'Keep it' }).waitFor();
    await page.getByRole('link', { name: 'Goals' }).press('Enter');
    await page.getByRole('link', { name: 'Create New Goal' }).press('Enter');
    await look(page, 'portal-goal-templates');
    await page.getByRole('link', { name: /Risk Report/ }).press('Enter');
    await page.getByLabel('Weekly').check();
    await look(page, 'portal-goal-new');
    // Only the fields of the chosen kind are in sight.
    expect(await page.getByLabel('At', { exact: false }).filter({ visible: true }).count()).toBe(1);
    await page.getByLabel('Daily', { exact: true }).check();
    await page.getByRole('button', { name: 'Create Goal' }).press('Enter');
    await page.getByText('Your goal was sent to our team for review.').waitFor();
    await look(page, 'portal-goals');
    await context.close();
  });

  it('fits a phone, in a running trial, before it began and after its end', async () => {
    const { customerId, agentId, trial, goal } = await bench.withGoal();
    const watched = await watchedPage(browser, web.url, phone);
    const { page, errors, elsewhere } = watched;
    const shows = async (name: string, at: string, said: string): Promise<void> => {
      await page.goto(`${web.url}/portal${at}`);
      await page.getByText(said).first().waitFor();
      await look(page, name);
      expect([name, await fits(watched)]).toEqual([name, true]);
    };
    await enter(page, customerId);
    await shows('home-running', '', 'tasks left today');
    await shows('agent-running', `/agents/${agentId}`, 'Connected ✓');
    await shows('settings-running', `/agents/${agentId}/settings`, 'Fields marked');
    await shows('goals-running', '/goals', goal.name);
    await shows('goal-new', `/goals/new?agent=${agentId}&template=market_monitoring`, 'would run');
    const proposal = { agentId, template: 'market_monitoring', parameters: goal.parameters };
    for (let n = 0; n < 5; n += 1) await bench.call('goal.create', customerId, proposal, actor(customerId));
    await web.sql("update goal set status = 'pending_approval' where customer_id = ? and id <> ?", [
      customerId,
      goal.id,
    ]);
    await shows('goals-full', '/goals', 'No further goal can be proposed');
    await shows('goal-new-full', '/goals/new', 'wait for review');
    await web.sql("update trial set status = 'pending', activated_at = null, ends_at = null where id = ?", [
      trial.id,
    ]);
    await shows('home-pending', '', 'The clock has not started');
    await shows('goals-pending', '/goals', 'Your trial has not started');
    await web.sql(
      "update trial set status = 'expired', activated_at = ?, ends_at = ?, ended_at = ? where id = ?",
      [trial.activatedAt, trial.endsAt, trial.endsAt, trial.id],
    );
    await shows('home-ended', '', 'Your deliverables are still yours');
    await shows('agent-ended', `/agents/${agentId}`, 'Your trial has ended');
    await shows('goals-ended', '/goals', 'Your trial has ended');
    expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
  });
});

const fits = ({ page }: Watched): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
