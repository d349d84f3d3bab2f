import type { Browser as Chromium } from 'playwright-core';

import { ask, refusal, startRealPanel, type RealPanel } from '../support/panel/real-panel.js';
import { browserSuite, launchChromium, picture, staffPage } from '../support/panel/browser-suite.js';
import type { Watched } from '../support/panel/chromium.js';

browserSuite('Settings in a browser', () => {
  let panel: RealPanel;
  let browser: Chromium;
  let watched: Watched;
  const shot = async (name: string, fullPage = false): Promise<void> => {
    await picture(watched.page, name, fullPage);
  };

  beforeAll(async () => {
    panel = await startRealPanel();
    browser = await launchChromium();
    watched = await staffPage(browser, panel.web.url, 'admin@waooaw.com');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await panel?.close();
  });

  it('are reached from the navigation, edited by a form of their own, and set back', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    const contacts = page.locator('[data-setting="support.contacts"]');
    await contacts.getByText('ops-team@waooaw.com').waitFor();
    await contacts.getByText('Default').waitFor();
    await page
      .getByText('Questions or issues? Write to ops-team@waooaw.com or ask in #ops-runbooks.')
      .waitFor();
    await shot('settings', true);

    await page.getByRole('button', { name: 'Edit Support contacts' }).click();
    const dialog = page.getByRole('dialog', { name: 'Support contacts' });
    await dialog.getByLabel('E-mail').fill('nobody');
    await dialog.getByLabel('Slack channel').fill('');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('must be a whole e-mail address').waitFor();
    await shot('settings-refused');
    await dialog.getByLabel('E-mail').fill('help@waooaw.com');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await contacts.getByText('help@waooaw.com').waitFor();
    await contacts.getByText(/^Changed by Ops person on/).waitFor();
    await page.reload();
    await page.getByText('Questions or issues? Write to help@waooaw.com.').waitFor();

    await page.getByRole('button', { name: 'Edit Default customer success manager' }).click();
    const csm = page.getByRole('dialog', { name: 'Default customer success manager' });
    await csm.getByLabel('Manager').selectOption({ label: 'Priya Sharma' });
    await csm.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-setting="customers.default-csm"]').getByText('Priya Sharma').waitFor();

    await page.getByRole('button', { name: 'Edit WAOOAW platform addresses (Appendix A)' }).click();
    await shot('settings-addresses');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Edit Help docs' }).click();
    const help = page.getByRole('dialog', { name: 'Help docs' });
    await help.getByLabel('Link').fill('');
    await help.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-setting="links.help"]').getByText('not set', { exact: true }).waitFor();

    await contacts.getByRole('button', { name: 'Reset to default' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset to default' }).click();
    await contacts.getByText(/^Default, set back by Ops person/).waitFor();
    await contacts.getByText('#ops-runbooks').waitFor();
    await shot('settings-changed', true);
    expect(watched.errors.filter((line) => !/400/.test(line))).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  }, 60_000);

  it('are an admin’s alone', async () => {
    expect(await refusal(await ask(panel.as.ops, 'data/settings'))).toEqual([403, 'page_forbidden']);
    expect((await panel.as.ops.get('/admin/pages/settings')).status).toBe(403);
  });
});
