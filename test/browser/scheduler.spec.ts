import type { Browser as Chromium } from 'playwright-core';

import { SchedulerAlarm } from '../../src/health/alarm/scheduler-alarm.js';
import { measuredRows } from '../support/measured-rows.js';
import { insertCustomer } from '../support/customers.js';
import { browserSuite, launchChromium, picture, staffPage } from '../support/panel/browser-suite.js';
import type { Watched } from '../support/panel/chromium.js';
import { startRealPanel, type RealPanel } from '../support/panel/real-panel.js';

browserSuite('Health > Scheduler in a browser', () => {
  let panel: RealPanel;
  let browser: Chromium;
  let watched: Watched;

  beforeAll(async () => {
    panel = await startRealPanel({ worker: true });
    browser = await launchChromium();
    const { sql } = panel.web;
    const hung = await measuredRows(panel.web).run(await insertCustomer(panel.web), 'running', new Date());
    await sql(
      `update goal_run set ended_at = null, lease_until = current_timestamp + interval '1 hour', attempt = 1,
         created_at = current_timestamp - interval '25 minutes' where id = ?`,
      [hung],
    );
    await panel.web.app.get(SchedulerAlarm).look();
    await sql(
      `insert into schedule_occurrence (schedule, due_at, planned_at, ended_at, outcome)
       select 'daily credential tests', at, at, at, 'missed'
         from generate_series(current_timestamp - interval '3 days', current_timestamp, '1 day') at`,
    );
    await sql(
      `insert into worker_beat (id, host, pid, started_at, beat_at) values (gen_random_uuid(), 'worker-2', 41,
         current_timestamp - interval '3 hours', current_timestamp - interval '12 minutes')`,
    );
    await sql(
      `insert into crm_delivery (id, customer_id, event, status, attempt, created_at)
       select gen_random_uuid(), id, 'customer.created', 'running', 1, current_timestamp - interval '2 hours'
         from customer`,
    );
    watched = await staffPage(browser, panel.web.url, 'engineering@waooaw.com');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await panel?.close();
  });

  it('is reached from the navigation, and tells checks, schedules, workers, queues and stuck work', async () => {
    const { page } = watched;
    await page.goto(`${panel.web.url}/admin`);
    await page.getByRole('link', { name: 'Scheduler', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Scheduler' }).waitFor();
    await page.locator('[data-check=queue]', { hasText: 'The last canary job took' }).waitFor();
    await page.locator('[data-schedule="upkeep tick"][data-state=on_time]').waitFor();
    const retests = page.locator('[data-schedule="daily credential tests"]');
    await retests.getByText('4 missed').waitFor();
    expect(await retests.getAttribute('data-state')).toBe('missed');
    await page.getByText('worker-2').waitFor();
    await page.locator('[data-queue=upkeep]').waitFor();
    await page.getByText('1 crm delivery').waitFor();
    await page.getByRole('link', { name: 'Goal runs are unfinished after 10 minutes' }).waitFor();
    await picture(page, 'scheduler', true);
    expect(watched.errors).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  }, 60_000);
});
