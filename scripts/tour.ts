import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { loadConfig } from '../src/config/load-config.js';
import { projectRoot } from '../src/platform/process/project-root.js';
import { RuntimeFile } from '../src/platform/process/runtime-file.js';
import { ACCOUNT_STEPS } from './demo/steps-account.js';
import { GOAL_STEPS } from './demo/steps-goal.js';
import { HANDOFF_STEPS } from './demo/steps-handoff.js';
import { TRIAL_STEPS } from './demo/steps-trial.js';
import { Inbox } from './demo/inbox.js';
import { npmScript } from './demo/npm-script.js';
import { Rest } from './demo/rest.js';
import { play } from './demo/script.js';
import { Walk } from './demo/walk.js';

/**
 * Takes the README's pictures from the running sandbox, in Chromium, while the demo walks: `npm run tour`.
 * It makes an account for itself.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const config = loadConfig(process.env, projectRoot());
const folder = join(projectRoot(), 'scripts/tour');

const picture = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) });

async function signIn(page: Page, address: string): Promise<void> {
  const email = `tour-${Date.now()}@waooaw.com`;
  const { stdout } = await npmScript(
    'staff',
    'add',
    '--email',
    email,
    '--name',
    'Operations',
    '--role',
    'admin',
  );
  const password = /Temporary password: (\S+)/.exec(stdout)?.[1] ?? '';
  await page.goto(`${address}/admin`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  await page.click('form:has(input[type=password]) button');
  await page.waitForURL(/password/);
  const chosen = `pictures for the readme ${Date.now()}`;
  await page.fill('input[name=current]', password);
  await page.fill('input[name=chosen]', chosen);
  await page.fill('input[name=again]', chosen);
  await page.click('form:has(input[name=again]) button');
  await page.waitForURL(/\/admin$/);
}

async function panelPicture(page: Page, address: string, path: string, name: string): Promise<void> {
  await page.goto(`${address}${path}`);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  await picture(page, name);
}

async function tour(address: string, key: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
  const visitor = await (await browser.newContext({ viewport: { width: 1000, height: 860 } })).newPage();
  const walk = new Walk(new Rest(address, key), new Inbox(join(config.dataDir, 'mail')), npmScript);
  walk.browser.watch = async (url) => {
    const name = { '/connect': 'connect', '/review': 'review' }[url.pathname];
    if (name === undefined) return;
    await visitor.goto(url.href);
    await picture(visitor, name);
  };
  await signIn(page, address);
  const tell = ({ title, state }: { title: string; state: string }) => console.log(`${state} ${title}`);
  await play([...ACCOUNT_STEPS, ...TRIAL_STEPS, ...GOAL_STEPS.slice(0, 2)], walk, tell);
  const record = `/admin/resources/customers/records/${walk.id('customer')}/show`;
  await panelPicture(page, address, record, 'runbook');
  await play([...GOAL_STEPS.slice(2), ...HANDOFF_STEPS], walk, tell);
  await panelPicture(page, address, '/admin', 'today');
  await panelPicture(page, address, '/admin/resources/customers', 'customers');
  await panelPicture(page, address, '/admin/resources/weekly-reports', 'weekly-report');
  await panelPicture(page, address, `/admin/resources/goals/records/${walk.id('goal')}/show`, 'goal');
  await panelPicture(page, address, '/admin/pages/scheduler', 'scheduler');
  await browser.close();
}

const runtime = new RuntimeFile(config.dataDir).read();
if (runtime?.state !== 'running' || runtime.address === undefined)
  throw new Error('Type npm start in another terminal first.');
const { stdout } = await npmScript('api-key', '--name', 'tour', '--role', 'admin');
await tour(runtime.address, stdout.trim());
