import { CredentialBench, keyFor } from '../support/credential-bench.js';
import { GoalBench } from '../support/goal-bench.js';
import { browserSuite, picture } from '../support/panel/browser-suite.js';
import { PanelVisit, type Visited } from '../support/panel/panel-visit.js';
import { press as pressed } from '../support/panel/real-panel.js';

const STRANGE = 'kJ8sQ2mVx7LpT4nWc9RdZb3HfYgA1e';

browserSuite('Notes, escalations and containment in a browser', () => {
  const visit = new PanelVisit();
  const { open, dialog, submit, shoot } = visit;
  let panel: Visited['panel'];
  let watched: Visited['watched'];
  let page: Visited['page'];
  let about: Visited['about'];

  /** A button of the record's page, in its head or one press further. */
  const press = async (name: string): Promise<void> => {
    const button = page.getByRole('button', { name, exact: true });
    const more = page.getByRole('button', { name: 'More', exact: true });
    await button.or(more).first().waitFor();
    if ((await button.count()) === 0) await more.first().click();
    await button.first().click();
  };

  beforeAll(async () => {
    ({ panel, watched, page, about } = await visit.start());
    await new CredentialBench(panel.web).give(about.customerId, 'ok_trade');
  }, 120_000);
  afterAll(visit.close);

  it('keeps what was typed when it holds a key, and saves it masked at one press', async () => {
    await open(`customers/records/${about.customerId}/show?part=notes`);
    await page.getByRole('button', { name: 'Write Note' }).click();
    const body = dialog().getByLabel('Internal note', { exact: false }).first();
    const stored = `They pasted ${keyFor('ok_trade').apiSecret} into the chat.`;
    await body.fill(stored);
    await submit('Write Note');
    await dialog().getByText('A stored key stands in body.').waitFor();
    expect(await body.inputValue()).toBe(stored);
    expect(await dialog().getByRole('button', { name: 'Save masked' }).count()).toBe(0);
    await shoot('note-stored-key');

    await body.fill(`First line.\nThey use ${STRANGE} now.`);
    await dialog().getByRole('button', { name: 'Add issue' }).click();
    await dialog().getByLabel('What happened').fill(`  Key ${STRANGE} rejected`);
    await submit('Write Note');
    await dialog().getByRole('button', { name: 'Save masked' }).waitFor();
    await shoot('note-masked-offer');
    await submit('Save masked');
    await dialog().waitFor({ state: 'detached' });
    const [note] = await panel.web.sql<{ id: string; body: string; what: string }>(
      'select n.id, n.body, i.what from note n join note_issue i on i.note_id = n.id',
    );
    expect(note).toMatchObject({
      body: 'First line.\nThey use [masked] now.',
      what: 'Key [masked] rejected',
    });
    await open(`notes/records/${note?.id ?? ''}/show`);
    await page.getByText('Internal: issues').waitFor();
    await page.getByText('For the customer (in the summary mail)').waitFor();
    await shoot('note-record');
  }, 60_000);

  it('parks a customer until a follow-up, shows for what, and resumes', async () => {
    await open(`customers/records/${about.customerId}/show`);
    await page.locator('.w-head-actions .w-more summary').click();
    await page.getByRole('button', { name: 'Wait', exact: true }).click();
    await dialog().getByLabel('Waiting on', { exact: false }).selectOption('customer');
    await dialog().getByLabel('What for', { exact: false }).fill('your Delta Exchange API key');
    await dialog().getByLabel('Remind the customer by mail').check();
    expect(await dialog().getByLabel('Follow up at', { exact: false }).getAttribute('type')).toBe(
      'datetime-local',
    );
    await shoot('wait-form');
    await submit('Wait');
    await dialog().waitFor({ state: 'detached' });
    const banner = page.getByRole('region', { name: 'Waiting' });
    await banner.getByRole('heading', { name: 'Waiting on the customer' }).waitFor();
    const said = (await banner.innerText()).replace(/\s+/g, ' ');
    for (const words of ['your Delta Exchange API key', 'Since', 'follow up', 'reminded once a day, next'])
      expect(said).toContain(words);
    await shoot('wait-banner');
    await banner.getByRole('button', { name: 'Change' }).click();
    expect(await dialog().getByLabel('What for', { exact: false }).inputValue()).toBe(
      'your Delta Exchange API key',
    );
    await dialog().getByLabel('Remind the customer by mail').uncheck();
    await submit('Change');
    await dialog().waitFor({ state: 'detached' });
    await banner.getByText('The customer is not reminded by mail.').waitFor();
    await open('customers?filters.waiting=parked');
    await page.getByText('Parked').first().waitFor();
    await shoot('wait-list');
    await page.goto(`${panel.web.url}/admin`);
    await page.getByText('Follow-ups due').first().waitFor();
    await shoot('wait-dashboard');
    await panel.web.sql(
      "update customer_wait set status = 'due', follow_up_at = created_at + interval '1 second', nudge_due_at = null",
    );
    await open(`customers/records/${about.customerId}/show`);
    await banner.getByRole('heading', { name: 'Follow-up due: it waited on the customer' }).waitFor();
    await shoot('wait-due');
    await banner.getByRole('button', { name: 'Resume' }).click();
    await dialog().getByLabel('What changed', { exact: false }).fill('They sent it.');
    await submit('Resume');
    await banner.waitFor({ state: 'detached' });
  }, 60_000);

  it('contains a customer from its credential, and says how it is opened again', async () => {
    const [credential] = await panel.web.sql<{ id: string }>(
      'select id from credential where customer_id = ?',
      [about.customerId],
    );
    await open(`credentials/records/${credential?.id ?? ''}/show`);
    await press('Contain');
    await dialog().getByText('Security opens it again by Re-open.', { exact: false }).waitFor();
    await dialog()
      .getByLabel('What happened', { exact: false })
      .first()
      .selectOption('compromised_credentials');
    await dialog().getByLabel('Reason', { exact: false }).fill('The key stood in a public chat.');
    await shoot('contain-form');
    await submit('Contain');
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('Disconnected', { exact: false }).first().waitFor();
    await open(`customers/records/${about.customerId}/show?part=timeline`);
    await shoot('contained-customer');
    const [escalation] = await panel.web.sql<{ id: string }>(
      "select id from escalation where cause like 'contained:%'",
    );
    await open(`escalations/records/${escalation?.id ?? ''}/show`);
    await page.getByText('The key stood in a public chat.').first().waitFor();
    await shoot('contained-escalation');
    // The two refusals of the note are answers that the browser reports as well.
    expect(watched.errors.filter((one) => !one.includes('422'))).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
    await page.setViewportSize({ width: 390, height: 800 });
    const beyond =
      "[...document.querySelectorAll('.w-escalation *')].map(e => e.getBoundingClientRect().right)";
    expect(await page.evaluate(`Math.max(...${beyond}) <= innerWidth`)).toBe(true);
  }, 60_000);

  it('rows are ticked to extend many trials by one form, each told what became of it', async () => {
    const bench = new GoalBench(panel.web);
    const [one, other] = [await bench.onTrial(), await bench.onTrial()];
    const [name] = await panel.web.sql<{ text: string }>(
      "select company_name || ' (C-' || number || ')' as text from customer where id = ?",
      [other.customerId],
    );
    const list = `${panel.web.url}/admin/resources/trials?filters.status=active`;
    await page.goto(list);
    await page.locator('.w-row').first().waitFor();
    expect(await page.getByRole('checkbox', { name: /^Select / }).count()).toBe(0);

    const admin = await visit.as('admin@waooaw.com', { width: 390, height: 800 });
    const boxes = admin.page.getByRole('checkbox', { name: /^Select / });
    await admin.page.goto(list);
    await boxes.first().waitFor();
    await boxes.first().focus();
    await admin.page.keyboard.press('Space');
    const running = (await boxes.count()) - 1;
    const bar = admin.page.getByRole('group', { name: 'Selected rows' });
    await bar.getByText(`${running} selected`).waitFor();
    await picture(admin.page, 'trials-ticked-phone');
    await admin.page.keyboard.press('Shift+Tab');
    await admin.page.keyboard.press('Space');
    await bar.getByText('selected').waitFor({ state: 'detached' });
    for (const { trial } of [one, other]) {
      await admin.page.locator(`[data-id="${trial.id}"]`).getByRole('checkbox').check();
    }
    await bar.getByText('2 selected').waitFor();
    await bar.getByRole('button', { name: 'Extend Trials' }).press('Enter');
    const form = admin.page.getByRole('dialog');
    await form.getByText('For the 2 rows you ticked.').waitFor();
    expect(await form.getByLabel('Running from').count()).toBe(0);
    await form.getByLabel('Hours').fill('12');
    await form.getByLabel('Reason').fill('Outage of 26 November');
    await form.getByLabel('Dry run').check();
    await form.getByRole('button', { name: 'Extend Trials' }).click();
    await form.getByText('2 can be done.').waitFor();
    const own = { version: other.trial.version, hours: 1, reason: 'Customer was travelling' };
    await pressed(panel.as.csm, 'trial.extend', { subjectId: other.trial.id, input: own });
    await form.getByLabel('Dry run').uncheck();
    await form.getByRole('button', { name: 'Extend Trials' }).dblclick();
    await form.getByText('1 done, 1 refused.').waitFor();
    const refused = form.locator('[data-result=refused]');
    await refused.getByText('It was changed after you chose it.').waitFor();
    expect(await refused.getByRole('link').textContent()).toBe(name?.text);
    await picture(admin.page, 'trials-extended-phone');
    await admin.page.setViewportSize({ width: 1440, height: 900 });
    await picture(admin.page, 'trials-extended');
    await admin.page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await bar.getByText('selected').waitFor({ state: 'detached' });
    expect(await admin.page.locator('.w-tick-box :checked').count()).toBe(0);
    const extended = await panel.web.sql<{ hours: number }>(
      'select hours from trial_extension where trial_id in (?, ?) order by hours',
      [one.trial.id, other.trial.id],
    );
    expect(extended).toEqual([{ hours: 1 }, { hours: 12 }]);
    await boxes.nth(1).check();
    await picture(admin.page, 'trials-ticked');

    await panel.web.sql("update trial set status = 'expired', ended_at = ends_at where id = ?", [
      one.trial.id,
    ]);
    const record = (id: string) => `${panel.web.url}/admin/resources/trials/records/${id}/show`;
    const free = admin.page.getByText(/The next are free .* midnight in/);
    await admin.page.goto(record(other.trial.id));
    await free.waitFor();
    const crumbs = admin.page.getByRole('navigation', { name: 'Breadcrumb' });
    expect(await crumbs.getByRole('link').allTextContents()).toEqual([
      'Trials',
      name?.text.replace(/ \(C-.*/, ''),
    ]);
    await admin.page.goto(record(one.trial.id));
    await admin.page.getByText(/^Tasks today/).waitFor();
    expect(await free.count()).toBe(0);
    expect([admin.errors, admin.elsewhere]).toEqual([[], []]);
    await admin.page.context().close();
  }, 60_000);
});
