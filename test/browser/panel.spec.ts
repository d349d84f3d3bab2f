import type { Browser } from 'playwright-core';

import { browserSuite, launchChromium, picture } from '../support/panel/browser-suite.js';
import { watchedPage, type Watched } from '../support/panel/chromium.js';
import { buildPanel } from '../support/panel/panel-build.js';
import { OPS, startPanel, type PanelApp } from '../support/panel/panel-app.js';
import { customerId } from '../support/panel/panel-rows.js';

browserSuite('the panel in a browser', () => {
  let panel: PanelApp;
  let browser: Browser;
  let watched: Watched;
  let refused: string[] = [];

  beforeAll(async () => {
    panel = await startPanel(buildPanel());
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await panel?.app.close();
  });
  beforeEach(async () => {
    refused = [];
    watched = await watchedPage(browser, panel.url);
  });
  afterEach(async () => {
    // A refused command is logged by the browser itself; each test says which refusals it provoked.
    const expected = refused.map(
      (status) => `Failed to load resource: the server responded with a status of ${status}`,
    );
    expect(watched.errors).toEqual(expected);
    expect(watched.elsewhere).toEqual([]);
    await watched.page.context().close();
  });

  const open = (path: string) => watched.page.goto(`${panel.url}/admin${path}`);
  const shoot = async (name: string): Promise<void> => {
    await picture(watched.page, name);
  };

  it('opens on what needs a hand, with the name set in text only', async () => {
    await open('');
    await watched.page.getByText('Goals to approve').waitFor();
    await watched.page.getByRole('heading', { name: 'Hello, Ops </script>' }).waitFor();
    await shoot('dashboard');
  });

  it('lists, sorts, filters and opens a record', async () => {
    const { page } = watched;
    await open('/resources/customers');
    await page.getByText('customer1@example.com', { exact: true }).waitFor();
    await shoot('list');
    await page.getByRole('button', { name: 'Email' }).click();
    await page.getByText('customer18@example.com').waitFor();
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('checkbox', { name: 'Suspended' }).check();
    await shoot('filter');
    await page.getByRole('button', { name: 'Apply changes' }).click();
    await page.locator('.w-count', { hasText: /^5$/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('filters.status')).toBe('suspended');
    await page.getByRole('link', { name: 'Sunrise Academy 12' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sunrise Academy 12' }).waitFor();
  });

  it('says what an empty list is empty of', async () => {
    await open('/resources/goals?filters.name=x');
    await watched.page.getByText('Nothing matches these filters').waitFor();
    await watched.page.getByRole('button', { name: 'Show all' }).click();
    await watched.page.getByText('No goals yet').waitFor();
    await shoot('empty');
  });

  it("shows a record's details and what belongs to it, times in the reader's zone", async () => {
    const { page } = watched;
    await open(`/resources/customers/records/${customerId(2)}/show?part=details`);
    await page.getByText('12 Feb 2026, 08:30').waitFor();
    await shoot('details');
    await page.getByRole('tab', { name: 'Trials' }).click();
    await page.getByText('19 Feb 2026, 10:00').waitFor();
    await shoot('related');
  });

  it('walks the Runbook: a refusal keeps what was typed and shows its hint', async () => {
    const { page } = watched;
    await open(`/resources/customers/records/${customerId(2)}/show`);
    await page.getByText('2 of 8 steps done').waitFor();
    await shoot('runbook');
    await page.getByRole('button', { name: 'Create Trial' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Create Trial' }).click();
    await dialog.getByText('Agent type is needed.').waitFor();
    await dialog.getByRole('combobox', { name: 'Agent type' }).selectOption('trading');
    await dialog.getByLabel('Starts at').fill('2026-02-13T10:00');
    await dialog.getByLabel('Reason').fill('typed before the refusal');
    await dialog.getByRole('button', { name: 'Create Trial' }).click();
    await dialog.getByText('End that trial first.').waitFor();
    await shoot('refusal');
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('typed before the refusal');
    expect(panel.sent.at(-1)).toMatchObject({
      name: 'trial.create',
      subjectId: customerId(2),
      idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      input: {
        agentType: 'trading',
        startsAt: '2026-02-13T04:30:00.000Z',
        hours: 168,
        version: 3,
        notify: false,
      },
    });
    refused = ['409 (Conflict)'];
  });

  it('sends a double click once, follows the work, and stops asking when it ends', async () => {
    const { page } = watched;
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/onboarding')) asked.push(request.url());
    });
    await open(`/resources/customers/records/${customerId(2)}/show`);
    const button = page.getByRole('button', { name: 'Test Connection' });
    const before = panel.sent.length;
    await button.dblclick();
    await page.getByText('Testing the connection to Delta Exchange').waitFor();
    await shoot('running');
    await page.getByText('✓ Connection successful, permissions validated').waitFor();
    expect(panel.sent.length - before).toBe(1);
    expect(await page.locator('.w-runbook').getAttribute('data-working')).toBe('false');
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('asks once, not for ever, for what is refused', async () => {
    panel.actAs({ ...OPS, role: 'leadership' });
    const asked: string[] = [];
    watched.page.on('request', (request) => {
      if (request.url().includes('/admin/data/')) asked.push(request.url());
    });
    await watched.page.clock.install();
    await open('');
    await watched.page.getByRole('alert').getByText('Your role does not open this part').waitFor();
    await watched.page.clock.runFor(20_000);
    expect(asked).toEqual([`${panel.url}/admin/data/dashboard`]);
    panel.actAs(OPS);
    refused = ['403 (Forbidden)'];
  });

  it('ticks a section with one press', async () => {
    const { page } = watched;
    await open(`/resources/customers/records/${customerId(2)}/show`);
    await page.getByRole('button', { name: 'Tick all' }).click();
    await page.getByRole('checkbox', { name: "You'll keep all deliverables", checked: true }).waitFor();
    expect(panel.sent.at(-1)).toMatchObject({
      name: 'onboarding.tick',
      input: { lines: ['t0', 't1', 't2'], done: true },
    });
  });

  it('shows a field its own refusal', async () => {
    const { page } = watched;
    await open('/resources/customers');
    await page.getByRole('button', { name: 'Create New' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Email').fill('customer1@example.com');
    await dialog.getByLabel('Company Name').fill('Example Hospitals');
    await dialog.getByRole('combobox', { name: 'Industry' }).selectOption('marketing');
    await dialog.getByRole('button', { name: 'Create New' }).click();
    await dialog.locator('.w-field-error', { hasText: 'This address belongs to C-1001.' }).waitFor();
    expect(await dialog.locator('.w-problem-detail').textContent()).toBe(
      'The marked fields are not accepted.',
    );
    await shoot('field-error');
    refused = ['400 (Bad Request)'];
  });

  it('fits a narrow window', async () => {
    const { page } = watched;
    await page.setViewportSize({ width: 700, height: 900 });
    await open(`/resources/customers/records/${customerId(2)}/show`);
    await page.getByText('Create Trial Subscription').waitFor();
    await shoot('narrow');
    const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(wide).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Goal Approvals' }).click();
    await page.getByRole('heading', { level: 1, name: 'Goal Approvals' }).waitFor();
  });
});
