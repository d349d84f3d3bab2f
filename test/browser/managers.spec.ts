import type { Browser as Chromium, Page } from 'playwright-core';

import { insertCustomer } from '../support/customers.js';
import { browserSuite, launchChromium, picture, staffPage } from '../support/panel/browser-suite.js';
import type { Watched } from '../support/panel/chromium.js';
import { startRealPanel, type RealPanel } from '../support/panel/real-panel.js';

const PRIYA = '019c4f00-0000-7000-8000-000000000003';

browserSuite('Managers in a browser', () => {
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
    expect(watched.errors.filter((line) => !/400/.test(line))).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  }, 60_000);
});
