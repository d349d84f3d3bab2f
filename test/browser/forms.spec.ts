import { insertCustomer } from '../support/customers.js';
import { GoalBench } from '../support/goal-bench.js';
import { browserSuite } from '../support/panel/browser-suite.js';
import { PanelVisit, type Visited } from '../support/panel/panel-visit.js';

const CARDS_FIT =
  "[...document.querySelectorAll('.w-card')].every((card) => card.getBoundingClientRect().right <= innerWidth)";

browserSuite("The panel's forms in a browser", () => {
  const visit = new PanelVisit();
  const { open, dialog, submit, shoot } = visit;
  let panel: Visited['panel'];
  let watched: Visited['watched'];
  let page: Visited['page'];
  let about: Visited['about'];

  beforeAll(async () => {
    ({ panel, watched, page, about } = await visit.start());
    await panel.web.sql("update customer set timezone = 'America/Los_Angeles' where id = ?", [
      about.customerId,
    ]);
    page.setDefaultTimeout(30_000);
  }, 120_000);
  afterAll(visit.close);

  it("asks a goal's own parameters on the customer's tab and on its record", async () => {
    await open(`customers/records/${about.customerId}/show?part=goals`);
    await page.getByRole('button', { name: 'Create Goal' }).click();
    expect(await dialog().getByLabel('Agent', { exact: false }).first().inputValue()).toBe(about.agentId);
    expect(await dialog().getByLabel('Goal template').inputValue()).toBe('market_monitoring');
    expect(await dialog().getByLabel('Coin').inputValue()).toBe('BTC');
    await dialog().getByLabel('Hours').selectOption('12');
    await dialog().getByLabel('Name').fill('BTC twice a day');
    await shoot('goal-create');
    const next = dialog().getByRole('status', { name: 'Next runs' });
    await next.getByRole('listitem').nth(4).waitFor();
    expect(await next.textContent()).toContain('America/Los_Angeles');
    await shoot('goal-form-next-runs');
    await submit('Create Goal');
    await page.getByRole('link', { name: 'BTC twice a day' }).click();
    await page.getByRole('heading', { level: 1, name: 'BTC twice a day' }).waitFor();
    await shoot('goal-record');
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Edit Goal' }).click();
    expect(await dialog().getByLabel('Hours').inputValue()).toBe('12');
    await dialog().getByLabel('Frequency').selectOption('daily');
    await dialog().getByLabel('At', { exact: false }).last().fill('10:30');
    await shoot('goal-edit');
    await submit('Edit Goal');
    await page.getByText('Daily at 10:30').waitFor();
  }, 60_000);

  it('the approval queue tells age, owner and findings, and takes ticked goals together, each told of', async () => {
    const bench = new GoalBench(panel.web);
    const often = { frequency: { kind: 'every_hours', hours: 1 } };
    const [old, young, stale] = [await bench.onTrial(), await bench.onTrial(), await bench.onTrial()];
    const failing = await bench.createGoal(old.customerId, old.agentId, often);
    const fine = await bench.createGoal(young.customerId, young.agentId);
    const changed = await bench.createGoal(stale.customerId, stale.agentId);
    const waits = (id: string, hours: number) =>
      panel.web.sql("update goal set pending_since = pending_since - ? * interval '1 hour' where id = ?", [
        ...[hours, id],
      ]);
    await waits(failing.id, 51);
    await waits(fine.id, 3);
    await page.goto(`${panel.web.url}/admin/resources/goal-approvals`);
    const row = (id: string) => page.locator(`.w-row[data-id="${id}"], [data-id="${id}"]`).first();
    const age = row(failing.id).locator('time').first();
    await age.getByText('2 days', { exact: true }).waitFor();
    expect(await age.getAttribute('title')).toMatch(/\d{4} at \d{2}:\d{2}:\d{2} .*\(.+\)$/);
    await row(fine.id).getByText('3 h', { exact: true }).waitFor();
    await row(failing.id).getByText('2 failing: frequency, tokens').waitFor();
    await row(fine.id).getByText('All pass').waitFor();
    const ids: unknown = await page.evaluate(
      "[...document.querySelectorAll('[data-id]')].map((one) => one.dataset.id)",
    );
    const order = ids as readonly string[];
    expect(order.indexOf(failing.id)).toBeLessThan(order.indexOf(fine.id));
    for (const { id } of [failing, fine, changed]) await row(id).getByRole('checkbox').check();
    await shoot('approvals-ticked');
    const edit = { version: changed.version, name: 'BTC at night', parameters: changed.parameters };
    await bench.call('goal.edit', changed.id, edit);
    await page
      .getByRole('group', { name: 'Selected rows' })
      .getByRole('button', { name: 'Approve Goals' })
      .click();
    await submit('Approve Goals');
    await dialog().getByText('1 done, 2 refused.').waitFor();
    const refused = dialog().locator('[data-result=refused]');
    await refused.getByText(/A colleague did it last.+It is now "BTC at night"/).waitFor();
    await refused.getByText(/24 runs on the busiest day/).waitFor();
    await shoot('approvals-done');
    await page.setViewportSize({ width: 390, height: 800 });
    await shoot('approvals-done-phone');
    await dialog().getByText('Close', { exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    await row(fine.id).waitFor({ state: 'detached' });
    await shoot('approvals-phone');
    await page.setViewportSize({ width: 1280, height: 800 });
    await shoot('approvals');
    await open(`goal-approvals/records/${failing.id}/show`);
    await page.getByRole('region', { name: 'Safety review' }).waitFor();
    // As the list says it: whose it is, and how long it waits.
    const facts = page.getByRole('region', { name: 'Goal', exact: true });
    const [owner] = await panel.web.sql<{ id: string; name: string }>(
      'select m.id, m.name from csm m join customer c on c.csm_id = m.id where c.id = ?',
      [failing.customerId],
    );
    const link = facts.getByRole('link', { name: owner?.name ?? '', exact: true });
    expect(await link.getAttribute('href')).toContain(`/csms/records/${owner?.id}/show`);
    const waiting = facts.locator('dt:has-text("Waiting for approval") + dd');
    await waiting.getByText('2 days', { exact: true }).waitFor();
    await shoot('approval-record');
    for (const width of [1100, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await page.evaluate(CARDS_FIT)).toBe(true);
      await link.scrollIntoViewIfNeeded();
      await shoot(`approval-record-${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    // One that was approved waits no more.
    await open(`goals/records/${fine.id}/show`);
    await link.waitFor();
    expect(await waiting.count()).toBe(0);
  }, 60_000);

  it('takes further attendees as rows, and a time by both clocks', async () => {
    await open(`customers/records/${about.customerId}/show?part=calls`);
    await page.getByRole('button', { name: 'Schedule Call' }).click();
    await dialog().getByRole('button', { name: 'Add attendee' }).click();
    await dialog().getByRole('button', { name: 'Add attendee' }).click();
    const [first, second] = [1, 2].map((at) => dialog().getByRole('group', { name: `Attendee ${at}` }));
    if (!first || !second) throw new Error('two rows were added');
    await first.getByLabel('Name').fill('Nobody');
    await dialog().getByRole('button', { name: 'Remove attendee 1' }).click();
    await dialog().getByRole('button', { name: 'Add attendee' }).click();
    await first.getByLabel('Name').fill('John Doe');
    await first.getByLabel('Email').fill('john@example.com');
    await second.getByLabel('Name').fill('Priya Sharma');
    await second.getByLabel('Email').fill('no address');
    await dialog().getByLabel('Begins').fill('2031-03-03T10:00');
    await dialog().getByText('For the customer Sun 2 Mar, 20:30 (America/Los_Angeles).').waitFor();
    await dialog().getByLabel('Reason').fill('The customer asked for it.');
    await submit('Schedule Call');
    await second.locator('.w-field-error').waitFor();
    expect(await first.getByLabel('Name').inputValue()).toBe('John Doe');
    expect(await second.locator('input:focus').getAttribute('type')).toBe('email');
    await shoot('call-form');
    await second.getByLabel('Email').fill('priya@example.com');
    const sent: unknown[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/commands/call.schedule')) sent.push(request.postDataJSON());
    });
    await dialog().getByRole('button', { name: 'Schedule Call' }).dblclick();
    await dialog().waitFor({ state: 'detached' });
    expect(sent).toMatchObject([
      { input: { attendees: [{ name: 'John Doe', email: 'john@example.com' }, { name: 'Priya Sharma' }] } },
    ]);
    const [row] = await panel.web.sql('select starts_at from call where customer_id = ? order by id desc', [
      about.customerId,
    ]);
    expect(JSON.stringify(row)).toContain('2031-03-03 04:30:00+00');
    // The browser itself reports the refusals that this suite provokes.
    expect(watched.errors.filter((error) => !/status of 4\d\d/.test(error))).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  }, 60_000);

  it('lets another record be chosen by its name or number, and keeps what was typed when refused', async () => {
    const other = await insertCustomer(panel.web);
    const [kept] = await panel.web.sql<{ number: number; name: string }>(
      'select number, company_name as name from customer where id = ?',
      [about.customerId],
    );
    await open(`customers/records/${about.customerId}/show`);
    await page.locator('.w-head summary').click();
    await page.locator('.w-head').getByRole('button', { name: 'Reassign CSM' }).click();
    const csm = dialog().getByRole('combobox');
    await csm.fill('priya');
    await dialog()
      .getByRole('option', { name: /Priya Sharma/ })
      .waitFor();
    await shoot('reference-csm');
    await csm.press('Enter');
    expect(await csm.inputValue()).toBe('Priya Sharma');
    await dialog().getByLabel('Reason').fill('She knows their market.');
    await submit('Reassign CSM');
    await dialog().waitFor({ state: 'detached' });
    const [assigned] = await panel.web.sql(
      'select m.name from customer c join csm m on m.id = c.csm_id where c.id = ?',
      [about.customerId],
    );
    expect(assigned).toEqual({ name: 'Priya Sharma' });

    await open(`customers/records/${other}/show`);
    await page.locator('.w-head summary').click();
    await page.locator('.w-head').getByRole('button', { name: 'Merge into Another' }).click();
    const keep = dialog().getByRole('combobox');
    await submit('Merge into Another');
    await dialog().locator('.w-field-error', { hasText: 'Customer to keep is needed.' }).waitFor();
    await keep.fill('nobody of this name');
    await dialog().getByText('Nothing is called “nobody of this name”.').waitFor();
    await keep.press('Escape');
    expect(await keep.inputValue()).toBe('');
    await keep.fill(`C-${kept?.number}`);
    await dialog().getByRole('option').first().click();
    expect(await keep.inputValue()).toBe(kept?.name);
    await shoot('reference-customer');
    await panel.web.sql('update customer set version = version + 1 where id = ?', [other]);
    await submit('Merge into Another');
    await dialog().getByRole('alert').waitFor();
    expect(await keep.inputValue()).toBe(kept?.name);
    await shoot('reference-refused');
  }, 60_000);

  it('finds a customer by number, shows every tab, and keeps the head up to date', async () => {
    const [row] = await panel.web.sql<{ number: number; name: string }>(
      'select number, company_name as name from customer where id = ?',
      [about.customerId],
    );
    for (const typed of [`C-${row?.number}`, String(row?.number)]) {
      await open('customers');
      const box = page.getByRole('searchbox');
      await box.fill(typed);
      await box.press('Enter');
      await page.locator('.w-count', { hasText: /^1$/ }).waitFor();
    }
    await shoot('customers-found');
    await page.getByRole('link', { name: String(row?.name) }).click();
    for (const width of [1440, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.getByRole('tab', { name: 'Timeline' }).waitFor();
      const fits = '(row => row.scrollWidth <= row.clientWidth && row.clientHeight < 60)';
      expect(await page.evaluate(`${fits}(document.querySelector('.w-tabs'))`)).toBe(true);
      await shoot(`customer-${width}`);
    }
    await page.locator('.w-tabs summary').click();
    await shoot('tabs-more');
    await page.getByRole('tab', { name: 'Surveys' }).click();
    await page.locator('.w-tabs summary', { hasText: 'Surveys' }).waitFor();
    await page.locator('.w-head summary').click();
    await page.getByRole('button', { name: 'Suspend' }).click();
    await dialog().getByLabel('Reason').fill('The bill is open.');
    await submit((await dialog().getByRole('heading').textContent()) ?? '');
    await page.locator('.w-head .w-badge', { hasText: 'Suspended' }).waitFor();
    await shoot('suspended');
  }, 60_000);
});
