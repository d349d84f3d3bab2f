import { join } from 'node:path';
import type { Browser as Chromium } from 'playwright-core';

import { Inbox } from '../../scripts/demo/inbox.js';
import { frontDoor, type FrontDoor } from '../support/front-door.js';
import { browserSuite, launchChromium, picture } from '../support/panel/browser-suite.js';
import { watchedPage, type Watched } from '../support/panel/chromium.js';
import { startRealPanel, type RealPanel } from '../support/panel/real-panel.js';
import { RunbookDesk } from '../support/panel/runbook-desk.js';
import { WalkCustomer } from '../support/walk-customer.js';

const TO_ACTIVATION = [...Array.from({ length: 10 }, (_, at) => String(at)), 'activate-trial'];
const AFTER = ['10', '11', '12', '13', '14'];
const READ_BY_THE_CUSTOMER = 'We look at the first three reports together on day 5.';

browserSuite("The whole runbook by the panel's own buttons", () => {
  let door: FrontDoor;
  let panel: RealPanel;
  let browser: Chromium;
  let staff: Watched;
  let theirs: Watched;
  let inbox: Inbox;
  let desk: RunbookDesk;
  let customer: WalkCustomer;

  const shoot = async (name: string): Promise<void> => {
    await picture(staff.page, `walk-${name}`);
  };
  const dialog = () => desk.dialog();

  beforeAll(async () => {
    door = await frontDoor();
    panel = await startRealPanel({ worker: true, env: { PUBLIC_URL: door.address } });
    door.leadTo(panel.web.url);
    browser = await launchChromium();
    staff = await watchedPage(browser, door.address);
    theirs = await watchedPage(browser, door.address, { width: 390, height: 800 });
    for (const { page } of [staff, theirs]) page.setDefaultTimeout(30_000);
    inbox = new Inbox(join(panel.web.dataDir, 'mail'), 15_000);
    desk = new RunbookDesk(staff.page, door.address);
    customer = new WalkCustomer(theirs.page, door.address, inbox);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await panel?.close();
    door?.close();
  });

  it('finds the account made and checked once the customer has signed up (Steps 0–2)', async () => {
    await customer.signUp();
    await desk.signIn('ops@waooaw.com');
    await desk.openCustomer(customer.companyName);
    await desk.done('0', '1', '2');
    await shoot('account');
  }, 60_000);

  it('schedules the call and sends the welcome mail (Step 3)', async () => {
    await desk.press('3', 'Schedule Onboarding Call');
    await desk.press('3', 'Send Welcome Email');
    await desk.done('3');
    await customer.firstLogin();
  }, 60_000);

  it('starts the call and explains the trial (Step 5)', async () => {
    await desk.press('5', 'Start Call');
    await desk.tick('5');
    await desk.done('5');
  }, 60_000);

  it('drafts the agent and creates the trial (Step 4)', async () => {
    await desk.press('4', 'Draft Agent');
    await desk.press('4', 'Create Trial');
    await desk.done('4');
    await shoot('trial');
  }, 60_000);

  it('shares the set-up guide, and takes the key by a connect link, tested at once (Steps 6–8)', async () => {
    await desk.press('6', 'Share Credential Setup Guide');
    await desk.done('6');
    await desk.press('7', 'Send Connect Link');
    await customer.connect();
    await desk.lookAgain();
    await desk.tick('7');
    await desk.done('7', '8');
    await shoot('credentials');
    await desk.tab('Validation');
    await staff.page.getByText(/^The required credential is active and was validated within/).waitFor();
    await staff.page.getByText('granted').nth(1).waitFor();
    await staff.page.getByText(/^Last tests/).click();
    await shoot('validation');
    await desk.tab('Runbook');
  }, 60_000);

  it('configures the agent and activates the trial (Step 9, Trial Activation)', async () => {
    const fill = async () => {
      await dialog().getByLabel('Nickname').fill('Alex - BTC Futures Trader');
      await dialog().getByLabel('Theme').fill('Conservative, risk-managed trading');
    };
    await desk.press('9', 'Configure Agent', fill, 'Confirm limits and save');
    await desk.tick('9');
    await desk.done('9');
    await desk.press('activate-trial', 'Activate Trial', async () => {
      await dialog().getByText('The 7-day trial clock starts now.').waitFor();
    });
    await desk.done(...TO_ACTIVATION);
    await shoot('activated');
  }, 60_000);

  it('creates and approves the first goal (Step 10)', async () => {
    await desk.press('10', 'Create Goal', async () => {
      await dialog().getByLabel('Name').fill('BTC Price Monitoring');
    });
    const review = desk.step('10').getByRole('link', { name: 'Goal and its safety review' });
    expect(await review.getAttribute('href')).toMatch(
      /^\/admin\/resources\/goals\/records\/[0-9a-f-]{36}\/show$/,
    );
    await desk.press('10', 'Approve Goal');
    await desk.done('10');
  }, 60_000);

  it('runs it live, and the customer approves the draft by the signed link (Step 11)', async () => {
    await desk.press('11', 'Trigger Now');
    await staff.page.getByText('Your agent just completed its first task!').waitFor();
    await shoot('run');
    await customer.approveDraft();
    await desk.lookAgain();
    await desk.done('11');
    await desk.step('activate-trial').getByText('Tasks used: 1.', { exact: false }).waitFor();
  }, 60_000);

  it('validates, ends the call and documents the session (Steps 12–13)', async () => {
    await desk.tick('12');
    await desk.done('12');
    await desk.press('13', 'End Call');
    await desk.press('13', 'Document Session', async () => {
      expect(await dialog().locator('textarea').first().inputValue()).toContain('Trial Activated: Yes');
      await dialog().getByLabel('For the customer').fill(READ_BY_THE_CUSTOMER);
      await shoot('note');
    });
    await desk.done('13');
  }, 60_000);

  it('sends the summary; every step is done, and the browser had nothing to complain of (Step 14)', async () => {
    await desk.press('14', 'Send Post-Onboarding Email');
    await desk.done('14');
    expect(await desk.states()).toEqual([...TO_ACTIVATION, ...AFTER].map((id) => [id, 'done']));
    await staff.page.getByText('16 of 16 steps done').waitFor();
    await shoot('done');
    const mail = await inbox.expect(customer.email, /days to explore/);
    expect(mail.text).toContain('7 days to explore!');
    expect(mail.text).toContain(READ_BY_THE_CUSTOMER);
    for (const { errors, elsewhere } of [staff, theirs])
      expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
  }, 60_000);
});
