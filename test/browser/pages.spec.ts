import type { Browser, Page } from 'playwright-core';
import { CredentialService } from '../../src/credentials/credential.service.js';
import { customerAggregate } from '../../src/customers/customer.aggregate.js';
import { systemActor } from '../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import { insertCustomer } from '../support/customers.js';
import { eventually } from '../support/eventually.js';
import { GoalBench } from '../support/goal-bench.js';
import { chromiumPath, launch, watchedPage, type Watched } from '../support/panel/chromium.js';
import { OWN_WORDS, PortalPeople } from '../support/portal.js';
import { StaffPeople } from '../support/staff.js';
import { startWeb, type TestWeb } from '../support/web.js';

const path = chromiumPath();
const suite = path === null ? describe.skip : describe;

suite('Our own pages in a browser', () => {
  let web: TestWeb;
  let browser: Browser;
  const phone = { width: 390, height: 800 };
  const open = (size = { width: 1280, height: 900 }) => watchedPage(browser, web.url, size);
  const quiet = ({ errors, elsewhere }: Watched) =>
    expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
  /** Nothing sticks out to the side. */
  const fits = ({ page }: Watched) =>
    page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
  const shot = async ({ page }: Watched, name: string): Promise<void> => {
    const folder = process.env['TEST_SCREENSHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  beforeAll(async () => {
    browser = await launch(path ?? '');
    web = await startWeb({ worker: true });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await web?.close();
  });

  /** A customer who sets an own password at the first login. */
  async function enter(page: Page, customerId: string): Promise<void> {
    const password = await new PortalPeople(web).temporaryPassword(customerId);
    await page.goto(`${web.url}/portal`);
    await page.getByLabel('E-mail').fill(`${customerId}@example.com`);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('input[name="password"]').fill(OWN_WORDS);
    await page.locator('input[name="repeat"]').fill(OWN_WORDS);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Where your onboarding stands').waitFor();
  }

  it('lets staff sign in by real forms, back where they wanted to go', async () => {
    const { temporaryPassword } = await new StaffPeople(web).add('browser@waooaw.com');
    const watched = await open();
    const { page } = watched;
    await page.goto(`${web.url}/admin/login?next=/admin/password`);
    await shot(watched, 'panel-login');
    await page.getByLabel('E-mail').fill('browser@waooaw.com');
    await page.getByLabel('Password').fill('wrong one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('E-mail').inputValue()).toBe('browser@waooaw.com');
    await page.getByLabel('Password').fill(temporaryPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Set your own password' }).waitFor();
    await shot(watched, 'panel-password');
    // The 401 of the wrong password is what the browser itself reports. The panel is not started here.
    expect(watched.errors.filter((error) => !/401/.test(error))).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
    await page.getByLabel('Present password').fill(temporaryPassword);
    await page.getByLabel('New password', { exact: false }).first().fill('seven quiet otters swim');
    await page.getByLabel('New password again').fill('seven quiet otters swim');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: 'Set password' }).click(),
    ]);
    expect(answer.status()).toBe(303);
  });

  it('takes a customer from the temporary password to an own one, on a phone', async () => {
    const { email, password } = await new PortalPeople(web).add();
    const watched = await open(phone);
    const { page } = watched;
    await page.goto(`${web.url}/portal/login`);
    expect(await fits(watched)).toBe(true);
    await shot(watched, 'portal-login');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Set your own password' }).waitFor();
    expect(await fits(watched)).toBe(true);
    await page.locator('input[name="password"]').fill(OWN_WORDS);
    await page.locator('input[name="repeat"]').fill(OWN_WORDS);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: 'Set password' }).click(),
    ]);
    expect(answer.status()).toBe(303);
    quiet(watched);
  });

  it('guides through a platform, with buttons that copy our addresses', async () => {
    const watched = await open({ width: 1440, height: 900 });
    const { page } = watched;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: web.url });
    await page.goto(`${web.url}/guides/delta`);
    await shot(watched, 'guide-wide');
    await page.getByRole('button', { name: 'Copy 127.0.0.1' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('127.0.0.1');
    quiet(watched);
    const small = await open(phone);
    for (const name of ['delta', 'whatsapp']) {
      await small.page.goto(`${web.url}/guides/${name}`);
      expect(await fits(small)).toBe(true);
      await shot(small, `guide-${name}-phone`);
    }
    quiet(small);
  });

  it('shows where the onboarding stands and lets a draft be edited and approved', async () => {
    const bench = new GoalBench(web);
    const { customerId, goal } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    await eventually(async () => expect((await bench.goals.run(run.id)).status).toBe('completed'));
    const watched = await open();
    const { page } = watched;
    await enter(page, customerId);
    await page.getByText('A draft waits for you').waitFor();
    await shot(watched, 'portal-home');
    await page.getByRole('link', { name: 'Review the draft' }).click();
    await page.getByRole('heading', { name: 'Your decision' }).waitFor();
    await shot(watched, 'portal-review');
    await page.setViewportSize(phone);
    expect(await fits(watched)).toBe(true);
    await shot(watched, 'portal-review-phone');
    await page.getByText('Edit the text first').click();
    const draft = page.getByLabel('Text of the draft');
    await draft.fill(`${await draft.inputValue()}\n\nRead by John Doe.`);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('heading', { name: 'Approved' }).waitFor();
    await shot(watched, 'portal-decided');
    await page.getByRole('link', { name: 'To your portal' }).click();
    await page.getByText('Where your onboarding stands').waitFor();
    expect(await fits(watched)).toBe(true);
    await shot(watched, 'portal-home-phone');
    quiet(watched);
  });

  it.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('takes a key by a connect link and shows the result by itself, %s', async (_how, javaScriptEnabled) => {
    const customerId = await insertCustomer(web);
    const { id } = await web.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      await tx.lock(customerAggregate, customerId);
      return web.app.get(CredentialService, { strict: false }).prepare(tx, customerId, 'delta');
    });
    const token = await new PortalPeople(web).token({ purpose: 'connect', customerId, subjectId: id });
    const context = await browser.newContext({ javaScriptEnabled, viewport: phone });
    const page = await context.newPage();
    await page.goto(`${web.url}/connect?token=${token}`);
    if (javaScriptEnabled) {
      await shot({ page, errors: [], elsewhere: [] }, 'connect-phone');
      await page.setViewportSize({ width: 1280, height: 900 });
      await shot({ page, errors: [], elsewhere: [] }, 'connect');
      expect(await page.locator('#secret-apiSecret').getAttribute('type')).toBe('password');
      await page.getByRole('button', { name: 'Show' }).last().click();
      expect(await page.locator('#secret-apiSecret').getAttribute('type')).toBe('text');
    }
    await page.locator('#secret-apiKey').fill(` sandbox_ok_trade-${javaScriptEnabled ? 'js' : 'nojs'} `);
    await page
      .locator('#secret-apiSecret')
      .fill(` sandbox_secret_ok_trade-${javaScriptEnabled ? 'js' : 'nojs'} `);
    await page.getByRole('button', { name: 'Test Connection' }).click();
    await page.getByText('✓ Connection successful, permissions validated').waitFor({ timeout: 20_000 });
    if (javaScriptEnabled) await shot({ page, errors: [], elsewhere: [] }, 'connect-result');
    await context.close();
  });

  it('signs a company up on a phone, with the time zone guessed', async () => {
    const watched = await open(phone);
    const { page } = watched;
    await page.goto(`${web.url}/signup`);
    expect(await fits(watched)).toBe(true);
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Asia/Kolkata');
    // What only programs see lies outside the page.
    expect((await page.getByLabel('Fax', { exact: true }).boundingBox())?.x).toBeLessThan(-1_000);
    await shot(watched, 'signup');
    await page.getByLabel('Company name').fill('Doe Media Private Limited');
    await page.getByLabel('Your name').fill('John Doe');
    await page.getByRole('textbox', { name: /^E-mail/ }).fill('john@doe-media.example');
    await page.getByRole('textbox', { name: /^Phone/ }).fill('12');
    await page.getByRole('combobox', { name: /^Country/ }).selectOption('IN');
    await page.getByRole('combobox', { name: /^Industry/ }).selectOption('marketing');
    await page.getByLabel('Marketing Agent').check();
    await page.getByLabel('What should the agent do').fill('Post on LinkedIn each day.');
    await page.getByRole('button', { name: 'Start my free trial' }).click();
    await page.getByText('must be a phone number that exists', { exact: false }).first().waitFor();
    expect(await page.getByLabel('Marketing Agent').isChecked()).toBe(true);
    await shot(watched, 'signup-refused');
    await page.getByRole('textbox', { name: /^Phone/ }).fill('+91 98765 43210');
    await page.getByRole('button', { name: 'Start my free trial' }).click();
    await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
    expect(await fits(watched)).toBe(true);
    await shot(watched, 'signup-sent');
    expect(watched.elsewhere).toEqual([]);
    expect(watched.errors.filter((error) => !/400/.test(error))).toEqual([]);
  });
});
