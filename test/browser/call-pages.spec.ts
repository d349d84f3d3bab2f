import type { Browser as Chromium, Page } from 'playwright-core';

import { CallBench, type CallAnswer } from '../support/call-bench.js';
import { eventually } from '../support/eventually.js';
import { mp4 } from '../support/recording-bench.js';
import { sentMails, tokenIn } from '../support/sent-mails.js';
import { browserSuite, launchChromium, picture, staffPage } from '../support/panel/browser-suite.js';
import { watchedPage, type Watched } from '../support/panel/chromium.js';
import { startRealPanel, type RealPanel } from '../support/panel/real-panel.js';

browserSuite('The pages of a call in a browser', () => {
  let panel: RealPanel;
  let browser: Chromium;
  let bench: CallBench;
  let customerId: string;
  let made: CallAnswer;

  const shoot = async (page: Page, name: string): Promise<void> => {
    await picture(page, name, true);
  };
  const quiet = ({ errors, elsewhere }: Watched) =>
    expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
  const fits = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
  const linkOf = () =>
    eventually(async () => {
      const mail = (await sentMails(panel.web.dataDir, `${customerId}@example.com`)).at(-1);
      expect(mail).toBeDefined();
      return `${panel.web.url}/call?token=${tokenIn(mail, '/call')}`;
    });

  beforeAll(async () => {
    panel = await startRealPanel({ worker: true });
    browser = await launchChromium();
    bench = new CallBench(panel.web);
    customerId = await bench.customer();
    await panel.web.sql("update csm set timezone = 'Europe/Berlin'");
    made = await bench.schedule(customerId, {
      startsAt: bench.later(),
      meetingLink: 'https://meet.example.com/onboarding',
      attendees: [{ name: 'John Doe', email: 'john@example.com', position: 'marketing lead' }],
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await panel?.close();
  });

  it("lets the customer pick a free half hour in two zones' time, on a phone and on a desk", async () => {
    const link = await linkOf();
    for (const [name, size] of [
      ['call-phone', { width: 390, height: 800 }],
      ['call-desk', { width: 1280, height: 900 }],
    ] as const) {
      const watched = await watchedPage(browser, panel.web.url, size);
      await watched.page.goto(link);
      await watched.page.getByRole('heading', { name: 'WAOOAW onboarding call' }).waitFor();
      expect(await fits(watched.page)).toBe(true);
      await shoot(watched.page, name);
      quiet(watched);
      await watched.page.context().close();
    }
    const { page } = await watchedPage(browser, panel.web.url, { width: 390, height: 800 });
    await page.goto(link);
    const slot = page.locator('input[name=startsAt]:not([disabled])').nth(3);
    const picked = await slot.getAttribute('value');
    await slot.check();
    await page.getByRole('button', { name: 'Move the call to this time' }).click();
    await page.getByText('the call has its new time').waitFor();
    await shoot(page, 'call-moved');
    const [row] = await panel.web.sql<{ starts_at: Date; moves: number }>(
      'select starts_at, moves_by_link as moves from call where id = ?',
      [made.id],
    );
    expect([new Date(row!.starts_at).toISOString(), row!.moves]).toEqual([picked, 1]);
    await page.context().close();
  }, 60_000);

  it('gives its host the clock, the lines to say and the runbook beside them', async () => {
    await bench.call('agent.draft', customerId, { type: 'trading', platforms: ['delta'] });
    const watched = await staffPage(browser, panel.web.url, 'ops@waooaw.com', { width: 1440, height: 1000 });
    const { page } = watched;
    await page.goto(`${panel.web.url}/admin/resources/calls/records/${made.id}/show`);
    await page.getByRole('heading', { name: 'Try before hire, keep results, no risk' }).waitFor();
    expect(await page.getByRole('timer').innerText()).toBe('00:00 of 30:00');
    await shoot(page, 'host-before');
    await page.getByRole('button', { name: 'Start Call' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start Call' }).click();
    await page.getByText(/^00:\d\d of 30:00$/).waitFor();
    await page.getByLabel('"Your 7-day trial starts after you set up credentials"').click();
    await page.getByLabel('Never share API secrets via email/Slack').click();
    await eventually(async () => {
      const ticks = await panel.web.sql('select tick from runbook_tick where customer_id = ?', [customerId]);
      expect(ticks).toHaveLength(2);
    });
    await panel.web.sql("update call set started_at = started_at - interval '33 minutes' where id = ?", [
      made.id,
    ]);
    await page.reload();
    await page.locator('.w-stopwatch-over').waitFor();
    expect(await page.locator('.w-hands-on').innerText()).toMatch(/33:\d\d\s+on 1 call/);
    await shoot(page, 'host-over');
    quiet(watched);
    await page.context().close();
  }, 60_000);

  it('keeps its recording by consent: refuses what is no video, shows the way of the file, and plays it', async () => {
    const watched = await staffPage(browser, panel.web.url, 'ops@waooaw.com', { width: 1440, height: 1000 });
    const { page } = watched;
    const card = page.getByRole('region', { name: 'Recording' });
    const open = (of: Page) => of.goto(`${panel.web.url}/admin/resources/calls/records/${made.id}/show`);
    await open(page);
    await card.getByText('Consent not asked yet').waitFor();
    expect(await card.locator('input[type=file]').count()).toBe(0);
    await picture(card, 'recording-not-asked');
    const version = async () =>
      (await panel.web.sql<{ version: number }>('select version from call where id = ?', [made.id]))[0]!
        .version;
    const said = async (answer: string) =>
      bench.call('call.consent', made.id, {
        ...{ version: await version(), answer, name: 'John Doe', words: 'We talked about it.' },
      });
    await said('refused');
    await page.reload();
    await card.getByText('Consent refused').waitFor();
    await picture(card, 'recording-refused');
    await said('given');
    await page.reload();
    await card.getByText('Consent given').waitFor();
    const file = card.getByLabel('Upload the file: MP4 or WebM, up to 1 GB');
    await file.setInputFiles({ name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
    await card.getByText('notes.pdf is no MP4 or WebM video.').waitFor();
    await picture(card, 'recording-wrong-type');
    await file.setInputFiles({
      name: 'no.mp4',
      mimeType: 'video/mp4',
      buffer: Buffer.from('<!doctype html>'),
    });
    await card.getByText('Its first bytes are those of something else.').waitFor();
    const held = Promise.withResolvers<void>();
    await page.route('**/admin/recordings/*', async (route) => {
      if (route.request().method() === 'POST') await held.promise;
      await route.continue();
    });
    await file.setInputFiles({ name: 'call.mp4', mimeType: 'video/mp4', buffer: mp4(3_000_000) });
    await card.getByRole('progressbar', { name: 'Uploaded' }).waitFor();
    await picture(card, 'recording-uploading');
    held.resolve();
    await card.getByText('Kept here. It is deleted by itself on').waitFor();
    const [{ purge } = { purge: '' }] = await panel.web.sql<{ purge: string }>(
      // The browser shows it on the clock of Kolkata.
      "select to_char(purge_at at time zone 'Asia/Kolkata', 'FMDD Mon YYYY') as purge from call_recording where status = 'stored'",
    );
    expect(await card.innerText()).toContain(purge);
    await picture(card, 'recording-kept');
    await card.getByRole('button', { name: 'Play Recording' }).click();
    await card.locator('video').waitFor();
    await picture(card, 'recording-playing');
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await fits(page)).toBe(true);
    await shoot(page, 'host-phone');
    for (const [email, words] of [
      ['csm@waooaw.com', 'Another customer success manager leads this call.'],
      ['leadership@waooaw.com', 'Your role neither keeps nor plays recordings.'],
    ] as const) {
      const other = await staffPage(browser, panel.web.url, email);
      await open(other.page);
      const theirs = other.page.getByRole('region', { name: 'Recording' });
      await theirs.getByText(words).waitFor();
      expect(await theirs.getByRole('button', { name: 'Play Recording' }).count()).toBe(0);
      await picture(theirs, `recording-${email.split('@')[0]}`);
      await other.page.context().close();
    }
    expect(watched.elsewhere).toEqual([]);
    await page.context().close();
  }, 90_000);
});
