import { GoalBench } from '../support/goal-bench.js';
import { browserSuite } from '../support/panel/browser-suite.js';
import { PanelVisit, type Visited } from '../support/panel/panel-visit.js';

browserSuite('A form that stands open while others work', () => {
  const visit = new PanelVisit();
  const { open, dialog, submit, shoot } = visit;
  let panel: Visited['panel'];
  let page: Visited['page'];
  let about: Visited['about'];
  let bench: GoalBench;

  beforeAll(async () => {
    ({ panel, page, about } = await visit.start());
    page.setDefaultTimeout(30_000);
    bench = new GoalBench(panel.web);
  }, 120_000);
  afterAll(visit.close);

  /** The person comes back to the window, which is when a page asks again. */
  const comeBack = (path: RegExp) =>
    Promise.all([
      page.waitForResponse((answer) => path.test(answer.url())),
      page.evaluate("void dispatchEvent(new Event('focus'))"),
    ]);
  const goal = async () => {
    const [row] = await panel.web.sql<{ name: string; params: { frequency: unknown }; version: number }>(
      'select name, params, version from goal where id = ?',
      [about.goal.id],
    );
    return row;
  };

  it('does not write over what a colleague saved meanwhile, and brings it in when asked', async () => {
    await open(`goals/records/${about.goal.id}/show`);
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Edit Goal' }).click();
    await dialog().getByLabel('Name').fill('Typed for minutes');
    const { version, parameters } = about.goal;
    const theirs = { ...parameters, frequency: { kind: 'every_hours', hours: 12 } };
    await bench.call('goal.edit', about.goal.id, { version, name: 'BTC twice a day', parameters: theirs });
    await comeBack(/\/data\/actions\/goals\//);
    expect(await dialog().getByLabel('Hours').inputValue()).toBe('6');
    await submit('Edit Goal');
    const refused = dialog().getByRole('alert');
    await refused.getByText(/A colleague did it last.+It is now "BTC twice a day"/).waitFor();
    expect(await goal()).toMatchObject({ name: 'BTC twice a day', params: theirs });
    const isInSight =
      "((r) => r.bottom <= innerHeight)(document.querySelector('dialog .w-problem').getBoundingClientRect())";
    expect(await page.evaluate(isInSight)).toBe(true);
    await shoot('form-conflict');
    await submit('Bring in the other change');
    expect(await dialog().getByLabel('Hours').inputValue()).toBe('12');
    expect(await dialog().getByLabel('Name').inputValue()).toBe('Typed for minutes');
    await submit('Edit Goal');
    await dialog().waitFor({ state: 'detached' });
    expect(await goal()).toMatchObject({ name: 'Typed for minutes', params: theirs });
  }, 60_000);

  it('stays, with what was typed, when its button goes away, and when the session ends', async () => {
    await open(`customers/records/${about.customerId}/show`);
    await page.locator('.w-head summary').click();
    const suspend = page.locator('.w-head [data-command="customer.suspend"]:enabled');
    await suspend.click();
    const reason = dialog().getByLabel('Reason');
    await reason.fill('The bill is open.');
    await bench.call('customer.suspend', about.customerId, { reason: 'Asked by phone.' });
    await comeBack(/\/data\/actions\/customers\//);
    await page.locator('.w-head .w-badge', { hasText: 'Suspended' }).waitFor();
    await suspend.waitFor({ state: 'detached' });
    expect(await reason.inputValue()).toBe('The bill is open.');

    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await submit('Suspend');
    const refused = dialog().getByRole('alert');
    await refused.getByText('Your session has ended.').waitFor();
    await refused.getByText('Sign in again in another tab or window', { exact: false }).waitFor();
    await shoot('form-session-ended');
    expect(await reason.inputValue()).toBe('The bill is open.');
    await page.context().addCookies(cookies);
    await submit('Suspend');
    await refused.getByText('suspended', { exact: false }).first().waitFor();
    expect(await reason.inputValue()).toBe('The bill is open.');
    await dialog().getByText('Cancel', { exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
  }, 60_000);

  it('closes when another page is gone to', async () => {
    await open('goals');
    await page.getByRole('link', { name: 'Typed for minutes' }).click();
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Edit Goal' }).click();
    await dialog().getByLabel('Name').waitFor();
    await page.goBack();
    await dialog().waitFor({ state: 'detached' });
  }, 60_000);
});
