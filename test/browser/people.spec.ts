import type { Browser as Chromium, Page } from 'playwright-core';

import { PLATFORM_TITLES, PLATFORMS } from '../../src/agents/platform-names.js';
import { ConnectionTesters } from '../../src/credentials/providers/connection-testers.js';
import { CallBench } from '../support/call-bench.js';
import { insertCustomer } from '../support/customers.js';
import { changeSetting } from '../support/settings.js';
import { browserSuite, launchChromium, picture, staffPage } from '../support/panel/browser-suite.js';
import type { Watched } from '../support/panel/chromium.js';
import { ask, startRealPanel, type RealPanel } from '../support/panel/real-panel.js';

const PRIYA = '019c4f00-0000-7000-8000-000000000003';

browserSuite('Customers and managers in a browser', () => {
  let panel: RealPanel;
  let browser: Chromium;
  let watched: Watched;
  let page: Page;
  const shoot = async (name: string): Promise<void> => {
    await picture(page, name, true);
  };
  const open = (path: string) => page.goto(`${panel.web.url}/admin/resources/${path}`);

  beforeAll(async () => {
    panel = await startRealPanel();
    browser = await launchChromium();
    watched = await staffPage(browser, panel.web.url, 'ops@waooaw.com');
    page = watched.page;
    const customerId = await insertCustomer(panel.web);
    await panel.web.sql('update customer set csm_id = ? where id = ?', [PRIYA, customerId]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await panel?.close();
  });

  it('imports customers from a file: first said row by row, then made, and skipped the second time', async () => {
    const file = (rows: readonly string[]) => ({
      name: 'customers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['email,companyName,industry,country,timezone,contactName', ...rows].join('\n')),
    });
    const good = 'john@acme.example,Acme Hospitals Ltd,marketing,IN,Asia/Kolkata,John Doe';
    const bad = 'no address,Beta Ltd,gardening,ZZ,IST,';
    await open('customers');
    await page.getByRole('button', { name: 'Import Customers' }).click();
    const dialog = page.getByRole('dialog');
    const row = (result: string) => dialog.locator(`tr[data-result=${result}]`);
    await dialog.getByLabel('CSV file').setInputFiles(file([good, bad]));
    await dialog.getByRole('button', { name: 'Check the rows' }).click();
    await dialog.getByText('1 can be imported, 1 refused.').waitFor();
    expect(await row('made').innerText()).toMatch(/^2\s+Acme Hospitals Ltd\s+OK/);
    const wrong = await row('refused').locator('li').allInnerTexts();
    for (const field of ['email', 'industry', 'country', 'timezone', 'contactName'])
      expect(wrong).toContainEqual(expect.stringMatching(new RegExp(`^${field} `)));
    expect(await panel.web.sql("select 1 from customer where email like '%@acme.example'")).toEqual([]);
    await shoot('import-checked');
    await dialog.getByRole('button', { name: 'Import 1 customer' }).click();
    await dialog.getByText('1 imported, 1 refused.').waitFor();
    await row('made')
      .getByRole('link', { name: /^C-\d+$/ })
      .waitFor();
    await shoot('import-done');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.locator('tr', { hasText: 'Acme Hospitals Ltd' }).waitFor();

    await page.getByRole('button', { name: 'Import Customers' }).click();
    await dialog.getByLabel('Or paste its rows').fill(file([good]).buffer.toString());
    await dialog.getByRole('button', { name: 'Check the rows' }).click();
    await dialog.getByText('0 can be imported, 1 skipped, there already.').waitFor();
    expect(await dialog.getByRole('button', { name: /^Import \d/ }).count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 800 });
    await shoot('import-phone');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await panel.web.sql("select 1 from customer where email like '%@acme.example'")).toHaveLength(1);
  }, 60_000);

  it('names customers that look like the one being typed, and asks why it is another', async () => {
    await open('customers');
    await page.getByRole('button', { name: 'Create New' }).click();
    const dialog = page.getByRole('dialog');
    const alike = dialog.getByRole('status', { name: 'Customers like this one' });
    expect(await dialog.getByLabel(/because|another company/).count()).toBe(0);
    await dialog.getByLabel('Company Name').fill('ACME Hospitals Private Limited');
    await alike.getByRole('link', { name: /^Acme Hospitals Ltd \(C-\d+, IN\)$/ }).waitFor();
    expect(await alike.innerText()).toContain('nearly the same name');
    await dialog.getByLabel('Email').fill('office@acme-two.example');
    await dialog.getByLabel('Industry').selectOption('marketing');
    await dialog.getByLabel('Country').fill('IN');
    await dialog.getByLabel('Timezone').fill('Asia/Kolkata');
    await dialog.getByLabel('Contact name').fill('John Doe');
    await shoot('alike');
    await dialog.getByRole('button', { name: 'Create New' }).click();
    await alike.locator('.w-field-error').waitFor();
    await alike.getByLabel('Save anyway, because').fill('Another company of the same family.');
    await dialog.getByLabel('Email').fill('JOHN@acme.example');
    await alike.getByText('It cannot be saved a second time').waitFor();
    await shoot('alike-taken');
    await dialog.getByLabel('Email').fill('office@acme-two.example');
    await alike.getByLabel('Save anyway, because').waitFor();
    await dialog.getByRole('button', { name: 'Create New' }).click();
    await page.getByRole('heading', { level: 1, name: 'ACME Hospitals Private Limited' }).waitFor();
    expect(
      await panel.web.sql("select duplicate_reason from customer where email = 'office@acme-two.example'"),
    ).toEqual([{ duplicate_reason: 'Another company of the same family.' }]);
    for (const role of ['product', 'engineering', 'leadership', 'security'] as const)
      expect((await ask(panel.as[role], 'data/customers/look-alikes?companyName=Acme')).status).toBe(403);
  }, 60_000);

  it('lists the calls inside a new absence, and moves them to whoever covers', async () => {
    const bench = new CallBench(panel.web);
    const customerId = await bench.customer();
    await panel.web.sql('update customer set csm_id = ? where id = ?', [PRIYA, customerId]);
    await panel.web.sql(`update csm set timezone = 'UTC', hours = hours || '{"days":[1,2,3,4,5,6,7]}'`);
    const [{ day } = { day: '' }] = await panel.web.sql<{ day: string }>(
      "select to_char(now() + interval '3 days', 'YYYY-MM-DD') as day",
    );
    const { id } = await bench.schedule(customerId, { startsAt: `${day}T10:00:00Z` });
    await open(`csms/records/${PRIYA}/show`);
    await page.getByRole('button', { name: 'Add Absence' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First day away').fill(day);
    await dialog.getByLabel('Last day away').fill(day);
    await dialog.getByRole('combobox').fill('alex');
    await dialog.getByRole('option', { name: /Alex Kumar/ }).click();
    await dialog.getByRole('button', { name: 'Add Absence' }).click();
    await page.getByText('One call falls into this absence of Priya Sharma.').waitFor();
    await shoot('absence-calls');
    await page.getByRole('button', { name: 'Move Calls to Cover' }).click();
    await page.getByText('No call of Priya Sharma falls into this absence.').waitFor();
    await shoot('absence-moved');
    const [row] = await panel.web.sql(
      'select m.name from call k join csm m on m.id = k.csm_id where k.id = ?',
      [id],
    );
    expect(row).toEqual({ name: 'Alex Kumar' });
  }, 60_000);

  it('brings a customer up to date by itself, and says in words where and when', async () => {
    const bench = new CallBench(panel.web);
    const customerId = await bench.customer();
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(`customers/records/${customerId}/show`);
    const step = page.locator('#step-6');
    await step.getByText('There is no agent yet whose platforms could be chosen').waitFor();
    const clock = page.locator('.w-banner [data-clock]');
    expect(await clock.innerText()).toMatch(/^It stands at \d+ \w{3} \d{4}, \d\d:\d\d \(.+\), not moved\.$/);

    // What the customer does elsewhere is on the page before anybody touches it.
    const platforms = ['linkedin', 'youtube'];
    await bench.call('agent.draft', customerId, { type: 'marketing', platforms });
    await step.getByRole('button', { name: 'Choose Platforms' }).click();
    const dialog = page.getByRole('dialog');
    const box = (name: string | RegExp) => dialog.getByRole('checkbox', { name });
    const offered = panel.web.app.get(ConnectionTesters, { strict: false }).offered();
    for (const platform of PLATFORMS) {
      const isOffered = offered.some((one) => one === platform);
      const name = isOffered ? PLATFORM_TITLES[platform] : `${PLATFORM_TITLES[platform]} (not offered here)`;
      expect(await box(name).isEnabled()).toBe(isOffered || platforms.includes(platform));
    }
    await shoot('platforms');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Configure Agent' }).first().click();
    expect(await dialog.getByLabel('Nickname').inputValue()).toMatch(/^\w+ - LinkedIn Expert$/);
    expect(await dialog.getByLabel('Theme').inputValue()).toMatch(/ for Company /);
    await shoot('agent-start');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Schedule Onboarding Call' }).click();
    await dialog.getByText('No usual meeting link is set').waitFor();
    await shoot('no-meeting-link');
    await changeSetting(panel.web, 'calls.meeting-link', 'https://meet.example.com/us');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Schedule Onboarding Call' }).click();
    await dialog.getByText('Empty: https://meet.example.com/us').waitFor();
    await page.keyboard.press('Escape');

    await page.locator('.w-head summary').click();
    const menu = page.locator('.w-head .w-more-list');
    expect(await menu.getByRole('heading').allInnerTexts()).toContain('STANDING');
    const { y, height } = (await menu.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(900);
    await shoot('more-menu');
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByText('Marketing agent drafted for LinkedIn, YouTube').waitFor();
    await shoot('timeline');
  }, 60_000);

  it('fits a phone: the dashboard, every list and the pages of a customer', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    const wide: string[] = [];
    const look = async (path: string, loaded = '.w-row, .w-empty'): Promise<void> => {
      await page.goto(`${panel.web.url}/admin${path}`);
      await page.locator(loaded).first().waitFor();
      // The page, or what of it scrolls by itself: tables may, the frame around them may not.
      const parts = await page.evaluate<string[]>(
        `[document.documentElement, ...document.querySelectorAll('[data-css="app-content"], .w-page')]
          .filter((part) => part.scrollWidth > part.clientWidth).map(({ tagName, className }) => tagName + className)`,
      );
      wide.push(...parts.map((part) => `${path}: ${part}`));
      await picture(page, `phone${path.replaceAll('/', '-').replace(/[?=].*/, '')}`, true);
    };
    await look('', '.w-tile');
    for (const list of ['customers', 'signups', 'calls', 'goal-approvals', 'escalations', 'trials', 'agents'])
      await look(`/resources/${list}`);
    for (const list of ['credentials', 'goals', 'goal-runs', 'deliverables', 'notes', 'mails', 'csms'])
      await look(`/resources/${list}`);
    const [customer] = await panel.web.sql<{ id: string }>(
      'select id from customer order by id desc limit 1',
    );
    await look(`/resources/customers/records/${customer?.id}/show`, '.w-step');
    await page.locator('.w-head summary').click();
    const menu = (await page.locator('.w-head .w-more-list').boundingBox())!;
    expect([menu.x >= 0, menu.x + menu.width <= 390, menu.y + menu.height <= 800]).toEqual([
      true,
      true,
      true,
    ]);
    await picture(page, 'phone-more');
    await look(`/resources/customers/records/${customer?.id}/show?part=timeline`, '.w-timeline');
    await look('/pages/scheduler', '.w-health-row');
    expect(wide).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  }, 90_000);

  it('show their workload, are edited by weekday, and say why they cannot be deactivated', async () => {
    await open('csms');
    await page.getByText('In onboarding').waitFor();
    await page.getByText('Priya Sharma').waitFor();
    await shoot('csms');

    await open(`csms/records/${PRIYA}/show`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Friday').fill('09:00-13:00');
    await dialog.getByLabel('Phone').fill('4123456');
    await shoot('csm-edit');
    await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog.getByText('must be a phone number with its country code').waitFor();
    await dialog.getByLabel('Phone').fill('+977 1 4123456');
    await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const [row] = await panel.web.sql<{ hours: { byDay: object } }>('select hours from csm where id = ?', [
      PRIYA,
    ]);
    expect(row?.hours.byDay).toEqual({ 5: { from: '09:00', to: '13:00' } });
    await page.reload();
    await page.getByText('Fri 09:00–13:00').waitFor();
    await shoot('csm');
    await page.getByText('More', { exact: true }).click();
    await page.getByText(/^Priya Sharma looks after Company/).waitFor();
    expect(await page.locator('[data-command="csm.deactivate"]').isDisabled()).toBe(true);
    await shoot('csm-more');
    expect(watched.errors.filter((line) => !/40[09]/.test(line))).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  }, 60_000);
});
