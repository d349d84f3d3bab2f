import { insertCustomer } from '../support/customers.js';
import { GoalBench } from '../support/goal-bench.js';
import { browserSuite } from '../support/panel/browser-suite.js';
import { PanelVisit, type Visited } from '../support/panel/panel-visit.js';
import { press } from '../support/panel/real-panel.js';

browserSuite("An agent's configuration in a browser", () => {
  const visit = new PanelVisit();
  const { open, dialog, submit, shoot } = visit;
  let panel: Visited['panel'];
  let watched: Visited['watched'];
  let page: Visited['page'];
  let about: Visited['about'];

  const saved = () => dialog().getByText(/^Saved \d\d:\d\d:\d\d ✓$/);
  const close = async () => {
    await dialog().getByText('Close', { exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
  };
  const settings = async () => {
    const [row] = await panel.web.sql<{ settings: Record<string, unknown> }>(
      'select settings from agent where id = ?',
      [about.agentId],
    );
    return row?.settings;
  };

  beforeAll(async () => {
    ({ panel, watched, page, about } = await visit.start());
    await panel.web.sql("update customer set timezone = 'America/Los_Angeles' where id = ?", [
      about.customerId,
    ]);
    page.setDefaultTimeout(30_000);
  }, 120_000);
  afterAll(visit.close);

  it("asks an agent's own settings on its record, money in rupees, hours as times", async () => {
    await open(`agents/records/${about.agentId}/show`);
    const kept = page.getByRole('region', { name: 'Settings', exact: true });
    await kept.getByText('₹10,000').waitFor();
    await shoot('agent-record');
    await page.getByRole('button', { name: 'Configure Agent' }).click();
    const money = dialog().getByLabel('Max notional per trade');
    expect(await money.inputValue()).toBe('10,000');
    expect(await dialog().getByLabel('From').getAttribute('type')).toBe('time');
    expect(await dialog().getByLabel('All trades require approval').isDisabled()).toBe(true);
    await dialog().getByText('Today one BTC contract is worth').waitFor();
    await money.fill('5000');
    await dialog()
      .getByText('That is more than ₹5,000 a trade: while it is so, no trade is suggested.')
      .waitFor();
    await money.fill('10,00');
    await submit('Configure Agent');
    await dialog().getByText('This is no amount of money. Write it such as ₹10,000 or 10000.50.').waitFor();
    await money.fill('100000');
    await dialog().getByText('₹1,00,000').waitFor();
    await shoot('agent-form');
    await submit('Configure Agent');
    const limits = dialog().getByRole('region', { name: 'Limits to confirm' });
    await limits.getByText('At most ₹1,00,000 a trade').waitFor();
    await limits.getByText('Trades from 09:00–21:00 in America/Los_Angeles').waitFor();
    await shoot('agent-read-back');
    await submit('Confirm limits and save');
    await dialog().locator('.w-field-error', { hasText: 'the limit is at most ₹10,000' }).waitFor();
    expect(await money.inputValue()).toBe('100000');
    expect(await dialog().locator('input:focus').getAttribute('name')).toBe('settings.maxNotional');
    await shoot('agent-form-refused');
    await money.fill('9999.50');
    await dialog().getByLabel('Nickname').fill('Alex - careful');
    await submit('Configure Agent');
    await submit('Confirm limits and save');
    await saved().waitFor();
    await shoot('agent-saved');
    await close();
    await kept.getByText('₹9,999.50').waitFor();
    const versions = page.getByRole('region', { name: 'Saved configurations' });
    await versions.getByRole('row', { name: 'Max notional per trade ₹10,000 ₹9,999.50' }).waitFor();
    await versions.getByText('limits confirmed').first().waitFor();
    await page.mouse.click(5, 5);
    await shoot('agent-history');
    expect(await settings()).toMatchObject({
      nickname: 'Alex - careful',
      maxNotional: { amount: 999_950, currency: 'INR' },
    });
  }, 60_000);

  it('takes the configuration as JSON, names what is wrong by its line, and loses nothing on the way', async () => {
    await open(`agents/records/${about.agentId}/show`);
    await page.getByRole('button', { name: 'Configure Agent' }).click();
    await dialog().getByLabel('Max notional per trade').fill('12,00');
    await submit('JSON');
    const json = dialog().getByLabel('Configuration as JSON');
    expect(await json.inputValue()).toContain('"maxNotional": "12,00"');
    await submit('Form');
    expect(await dialog().getByLabel('Max notional per trade').inputValue()).toBe('12,00');
    await submit('JSON');
    const typed = (await json.inputValue()).replace('"12,00"', '{ "amount": 900000, "currency": "INR" }');
    await json.fill(typed.replace('"nickname": "Alex - careful",', '"nickname": "Alex - JSON"'));
    const faults = dialog().getByRole('list', { name: 'Faults' });
    await faults.getByText('a comma is expected before this').waitFor();
    await submit('Form');
    expect(await json.isVisible()).toBe(true);
    await faults.getByRole('button', { name: 'Line 3, column 3' }).click();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(',');
    await faults.waitFor({ state: 'detached' });
    await json.fill((await json.inputValue()).replace('"BTC"\n  ]', '"BTC",\n    "eth"\n  ]'));
    await submit('Configure Agent');
    await submit('Confirm limits and save');
    await faults.getByText(/^Line 9, column 5 allowedCoins.1: Write the coin as its ticker/).waitFor();
    await shoot('agent-json-refused');
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot('agent-json-narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
    const text = (await json.inputValue()).replace(',\n    "eth"', '');
    await json.fill(`${text}\n`);
    await submit('Form');
    expect(await dialog().getByLabel('Nickname').inputValue()).toBe('Alex - JSON');
    expect(await dialog().getByLabel('Max notional per trade').inputValue()).toBe('9,000');
    await submit('JSON');
    expect(await json.inputValue()).toBe(`${text}\n`);
    await submit('Configure Agent');
    await submit('Confirm limits and save');
    await saved().waitFor();
    await close();
    expect(await settings()).toMatchObject({ nickname: 'Alex - JSON', maxNotional: { amount: 900_000 } });
  }, 60_000);

  it('keeps what was typed when a save fails, offers engineering after the second, and merges a conflict', async () => {
    await open(`agents/records/${about.agentId}/show`);
    const says = 'Delta Exchange could not be read (timeout).';
    await page.route('**/data/market/**', (route) =>
      route.fulfill({ json: { coin: 'BTC', contract: null, says } }),
    );
    await page.getByRole('button', { name: 'Configure Agent' }).click();
    await dialog().getByLabel('Theme').fill('Typed through an outage');
    await dialog().getByText(`Today’s figure is not known: ${says} Saving goes on without it.`).waitFor();
    await page.evaluate(
      '(real => { window.patient = real; AbortSignal.timeout = () => real(50); })(AbortSignal.timeout.bind(AbortSignal))',
    );
    await page.route('**/commands/agent.configure', () => undefined);
    await submit('Configure Agent');
    await submit('Confirm limits and save');
    await dialog().getByText('The server did not answer in time').waitFor();
    const trouble = dialog().getByRole('region', { name: 'The save failed' });
    await trouble.getByText('What you typed is still here; save again.').waitFor();
    await page.evaluate('void (AbortSignal.timeout = window.patient)');
    expect(await trouble.getByRole('button').count()).toBe(0);
    await page.unroute('**/commands/agent.configure');
    await page.route('**/commands/agent.configure', (route) => route.abort('connectionfailed'));
    await submit('Confirm limits and save');
    await trouble.getByText('The save failed 2 times in a row.').waitFor();
    await shoot('agent-save-failed');
    await trouble.getByRole('button', { name: 'Escalate to engineering' }).click();
    const details = page.getByLabel('Details');
    expect(await details.inputValue()).toMatch(
      /^In the panel the save failed 2 times in a row since .* UTC \(unreachable\)\.\nSaves of the last 24 hours/,
    );
    expect(await details.inputValue()).not.toContain('Typed through an outage');
    await shoot('agent-escalate');
    await page.getByRole('button', { name: 'Escalate to engineering', exact: true }).last().click();
    await dialog().getByText('Engineering was told ✓').waitFor();
    await page.unroute('**/commands/agent.configure');

    const row = (
      await panel.web.sql<{ version: number; settings: object }>(
        'select version, settings from agent where id = ?',
        [about.agentId],
      )
    )[0];
    const input = {
      version: row?.version,
      settings: { ...row?.settings, dailyTradeLimit: 4 },
      limitsConfirmed: true,
    };
    await press(panel.as.csm, 'agent.configure', { subjectId: about.agentId, input });
    await submit('Confirm limits and save');
    await dialog().getByText('A colleague saved it meanwhile').waitFor();
    await dialog().getByText('Daily trade limit: 5 → 4').waitFor();
    await shoot('agent-conflict');
    await submit('Bring in the other change');
    expect(await dialog().getByLabel('Daily trade limit').inputValue()).toBe('4');
    expect(await dialog().getByLabel('Theme').inputValue()).toBe('Typed through an outage');
    await submit('Configure Agent');
    await submit('Confirm limits and save');
    await saved().waitFor();
    await close();
    expect(await settings()).toMatchObject({ theme: 'Typed through an outage', dailyTradeLimit: 4 });
  }, 60_000);

  it('asks a marketing agent for its platforms, too, and has no limits to read back', async () => {
    const customerId = await insertCustomer(panel.web);
    const drafted = { type: 'marketing', platforms: ['linkedin', 'instagram'] };
    const bench = new GoalBench(panel.web);
    const { id } = await bench.call<{ id: string }>('agent.draft', customerId, drafted);
    await open(`agents/records/${id}/show`);
    await page.getByText('It is not configured yet: press Configure Agent (Step 9).').waitFor();
    await page.getByRole('button', { name: 'Configure Agent' }).click();
    expect(await dialog().getByLabel('Instagram').isChecked()).toBe(true);
    expect(await dialog().getByLabel('Forbidden topics').inputValue()).toContain('Politics');
    await dialog().getByLabel('Facebook').check();
    await dialog().getByLabel('WhatsApp').check();
    await dialog().getByText('4 chosen; 2 or 3 are advised, so that nothing overwhelms.').waitFor();
    await shoot('agent-marketing');
    await dialog().getByLabel('WhatsApp').uncheck();
    await submit('Configure Agent');
    await dialog().getByText('Topics is needed.').waitFor();
    expect(await dialog().locator('textarea:focus').getAttribute('name')).toBe('settings.topics');
    await dialog().getByLabel('Topics', { exact: false }).first().fill('Patient communication');
    await submit('Configure Agent');
    await saved().waitFor();
    await close();
    const [row] = await panel.web.sql('select platforms, status from agent where id = ?', [id]);
    expect(row).toEqual({ platforms: ['linkedin', 'instagram', 'facebook'], status: 'configured' });
  }, 60_000);

  it('gave the browser nothing to complain of but the refusals and the outage that were provoked', () => {
    expect(watched.errors.filter((error) => !/status of 4\d\d|ERR_CONNECTION_FAILED/.test(error))).toEqual(
      [],
    );
    expect(watched.elsewhere).toEqual([]);
  });
});
