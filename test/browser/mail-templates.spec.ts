import type { Browser as Chromium } from 'playwright-core';

import { insertCustomer } from '../support/customers.js';
import { startRealPanel, type RealPanel } from '../support/panel/real-panel.js';
import { browserSuite, launchChromium, picture, staffPage } from '../support/panel/browser-suite.js';
import type { Watched } from '../support/panel/chromium.js';

browserSuite('Mail templates in a browser', () => {
  let panel: RealPanel;
  let browser: Chromium;
  let watched: Watched;
  const shot = async (name: string): Promise<void> => {
    await picture(watched.page, name, true);
  };

  beforeAll(async () => {
    panel = await startRealPanel();
    await panel.web.sql('update customer set company_name = ? where id = ?', [
      'Doe Trading </script> שלום',
      await insertCustomer(panel.web),
    ]);
    await insertCustomer(panel.web, 'in_review');
    browser = await launchChromium();
    watched = await staffPage(browser, panel.web.url, 'csm@waooaw.com');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await panel?.close();
  });

  it('show any mail for a customer that was searched for, HTML and text side by side, or what is missing', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Mail Templates' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mail Templates' }).waitFor();
    await page.getByText('Choose a customer and a template.').waitFor();
    await page.getByRole('searchbox', { name: 'Customer' }).fill('doe trad');
    const found = page.getByRole('group', { name: 'Customers found' }).getByRole('button');
    await found.nth(1).waitFor({ state: 'detached' });
    await found.first().waitFor();
    expect(await found.count()).toBe(1);
    await found.click();
    await page.getByRole('button', { name: 'New customer success manager' }).click();
    await page.getByRole('heading', { level: 2, name: /looks after you from now on/ }).waitFor();
    const frame = page.frameLocator('iframe[title="The mail as HTML"]');
    await frame.getByText('is now your contact for everything around Doe Trading </script> שלום').waitFor();
    await page.getByLabel('The mail as text').getByText('Doe Trading </script> שלום').waitFor();
    await page.getByRole('link', { name: /^Doe Trading <\/script> שלום, C-\d+$/ }).waitFor();
    await shot('mail-template');

    await page.getByRole('button', { name: 'Trial activated' }).click();
    await page.getByText('The trial is not created yet.').waitFor();
    await shot('mail-template-missing');
    await page.reload();
    await page.getByText('The trial is not created yet.').waitFor();
    await page.setViewportSize({ width: 420, height: 900 });
    await shot('mail-template-narrow');
    expect(watched.errors.filter((line) => !/Blocked script execution/.test(line))).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  }, 60_000);
});
