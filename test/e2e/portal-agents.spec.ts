import { SETTINGS, GoalBench, saving } from '../support/goal-bench.js';
import type { AgentView } from '../../src/agents/agent-view.js';
import { AgentQueries } from '../../src/agents/agent.queries.js';
import { unescapeHtml } from '../../scripts/demo/browser-form.js';
import { Browser } from '../support/browser.js';
import { Connecting } from '../support/connecting.js';
import { formIn, signedIn, textOf } from '../support/portal-forms.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('Agents in the portal', () => {
  let web: TestWeb;
  let bench: GoalBench;
  beforeAll(async () => {
    web = await startWeb();
    bench = new GoalBench(web);
  });
  afterAll(() => web?.close());

  const text = textOf;
  const location = (response: Response) => response.headers.get('location') ?? '';
  const view = (id: string) => web.app.get(AgentQueries).view(id);
  async function onTrial() {
    const trial = await bench.onTrial();
    return { ...trial, browser: await signedIn(web, trial.customerId) };
  }
  /** The settings form as a browser would post it untouched. */
  const formOf = async (browser: Browser, agentId: string): Promise<Record<string, string>> => ({
    ...formIn(await text(browser.get(`/portal/agents/${agentId}/settings`))),
    decision: 'save',
  });

  describe('with an agent’s settings', () => {
    it('reads them in words, changes them inside the trial, confirms the limits, and sees the green check', async () => {
      const { agentId, customerId } = await bench.withGoal();
      const browser = await signedIn(web, customerId);
      const home = await text(browser.get('/portal'));
      expect(home).toContain('href="/portal/agents"');
      expect(location(await browser.get('/portal/agents'))).toBe(`/portal/agents/${agentId}`);
      const page = await text(browser.get(`/portal/agents/${agentId}`));
      expect(page).toMatch(/<dt>Max notional per trade<\/dt><dd dir="auto">₹10,000<\/dd>/);
      expect(page).toMatch(/<dt>Trading hours<\/dt><dd dir="auto">09:00–21:00<\/dd>/);
      expect(page).toContain('<li>Each trade approved by you</li>');
      const fields = await formOf(browser, agentId);
      expect(fields).toMatchObject({ 'settings.maxNotional': '10,000', 'settings.allowedCoins': 'BTC' });
      const form = await text(browser.get(`/portal/agents/${agentId}/settings`));
      expect(form).toMatch(/approveEveryTrade" value="true" checked disabled[^]*Mandatory during a trial/);
      expect(form).toContain('In your time zone, on trial within 09:00–21:00');
      const worth =
        /Today one BTC contract is worth <b>₹[\d,.]+<\/b> \(0\.001 BTC × [\d,.]+ USD × ₹\d+\), by [^<]+<time/;
      for (const html of [page, form]) expect(html).toMatch(worth);
      const path = `/portal/agents/${agentId}/settings`;
      const typed = {
        ...fields,
        'settings.nickname': 'Alex <b>the</b> second',
        'settings.dailyTradeLimit': '3',
      };
      const small = await text(browser.post(path, { ...typed, 'settings.maxNotional': '100' }));
      expect(small).toMatch(
        /At most ₹100 a trade[^]*That is more than ₹100 a trade: while it is so, your agent/,
      );
      const asked = await browser.post(path, typed);
      const confirm = await text(asked);
      expect([asked.status, confirm]).toEqual([200, expect.stringContaining('At most 3 trades a day')]);
      expect((await view(agentId)).settings).toEqual(SETTINGS);
      // Back: the form as it was typed.
      const back = await text(
        browser.post(path, { ...formIn(confirm), limitsConfirmed: '', decision: 'back' }),
      );
      expect(back).toContain('value="Alex &lt;b&gt;the&lt;/b&gt; second"');
      const confirmed = { ...formIn(confirm), decision: 'save' };
      const done = await browser.post(path, confirmed);
      expect([done.status, location(done)]).toEqual([303, `/portal/agents/${agentId}?saved=changed#saved`]);
      expect((await view(agentId)).settings).toEqual({
        ...SETTINGS,
        nickname: 'Alex <b>the</b> second',
        dailyTradeLimit: 3,
      });
      // The second click of a double click is answered as the first was, and changes nothing.
      expect(location(await browser.post(path, confirmed))).toBe(location(done));
      const after = await text(browser.get(location(done)));
      expect(after).toMatch(
        /role="status"><p><b>✓ Saved<\/b> <time datetime="[^"]+">\w{3} \d+ \w{3} \d{4}, \d\d:\d\d[^]*A goal of it waits until our team/,
      );
      expect(after).toMatch(
        /<b>You<\/b>[^]*limits confirmed[^]*Daily trade limit: <del dir="auto">5<\/del> → <ins dir="auto">3</,
      );
      expect(after).not.toContain('<b>the</b>');
      const [entry] = await web.sql<{ actor_kind: string; actor_id: string }>(
        "select actor_kind, actor_id from history_entry where subject_id = ? and type = 'agent.configured' order by at desc limit 1",
        [agentId],
      );
      expect(entry).toEqual({ actor_kind: 'customer', actor_id: customerId });
    });

    it('is told beside the field what is refused, with all that was typed still there', async () => {
      const { browser, agentId } = await onTrial();
      const path = `/portal/agents/${agentId}/settings`;
      const typed = {
        ...(await formOf(browser, agentId)),
        'settings.nickname': '   ',
        'settings.theme': 'Typed <i>so</i> far',
        'settings.maxNotional': '10,00',
        'settings.dailyTradeLimit': 'many',
        'settings.tradingHours.end': '',
      };
      const refused = await browser.post(path, typed);
      const html = await text(refused);
      expect(refused.status).toBe(400);
      for (const field of ['nickname', 'maxNotional', 'dailyTradeLimit', 'tradingHours.end'])
        expect(html).toMatch(new RegExp(`id="settings\\.${field.replace('.', '\\.')}-wrong">[^<]+<`));
      expect(html).toContain('Nickname is needed.');
      for (const kept of ['Typed &lt;i&gt;so&lt;/i&gt; far', 'value="10,00"', 'value="many"', 'value="   "'])
        expect(html).toContain(kept);
      const bold = await browser.post(path, {
        ...(await formOf(browser, agentId)),
        'settings.maxUnitsPerOrder': '5',
        'settings.tradingHours.end': '23:00',
      });
      expect([bold.status, await text(bold)]).toEqual([
        422,
        expect.stringMatching(/maxUnitsPerOrder-wrong">Max units per order is 5; the limit is at most 1\.</),
      ]);
      // Unticking what is locked, by hand, changes nothing of it.
      const fields = { ...(await formOf(browser, agentId)), limitsConfirmed: 'true' };
      expect((await browser.post(path, fields)).status).toBe(303);
      expect((await view(agentId)).settings).toEqual(SETTINGS);
      expect(await text(browser.get(`/portal/agents/${agentId}?saved=same`))).toContain(
        'nothing was different',
      );
    });

    it('is shown what our team changed meanwhile, and may take it over or put its own in its place', async () => {
      const { browser, agentId } = await onTrial();
      const path = `/portal/agents/${agentId}/settings`;
      const fields = { ...(await formOf(browser, agentId)), limitsConfirmed: 'true' };
      const ours = await view(agentId);
      await bench.call<AgentView>('agent.configure', agentId, saving(ours.version, { dailyTradeLimit: 2 }));
      const late = await browser.post(path, { ...fields, 'settings.theme': 'Mine' });
      const html = await text(late);
      expect(late.status).toBe(409);
      expect(html).toMatch(
        /Our team changed this meanwhile[^]*Daily trade limit<\/b>: <span dir="auto">5<\/span> → <span dir="auto">2</,
      );
      expect(html).toContain('value="Mine"');
      expect((await view(agentId)).settings).toMatchObject({ theme: SETTINGS.theme, dailyTradeLimit: 2 });
      const shown = { ...fields, ...formIn(html) };
      const brought = await text(browser.post(path, { ...shown, decision: 'bring' }));
      const merged = { ...shown, ...formIn(brought) };
      expect(merged).toMatchObject({ 'settings.theme': 'Mine', 'settings.dailyTradeLimit': '2' });
      expect((await browser.post(path, { ...merged, decision: 'save' })).status).toBe(303);
      expect((await view(agentId)).settings).toMatchObject({ theme: 'Mine', dailyTradeLimit: 2 });
    });

    it('can read everything after the trial, and change nothing', async () => {
      const { browser, agentId, customerId, trial } = await onTrial();
      const fields = {
        ...(await formOf(browser, agentId)),
        limitsConfirmed: 'true',
        'settings.theme': 'Too late',
      };
      await web.sql("update trial set status = 'expired', ended_at = ends_at where id = ?", [trial.id]);
      const page = await text(browser.get(`/portal/agents/${agentId}`));
      expect(page).toContain('Your trial has ended.');
      expect(page).not.toMatch(/Change settings|>Connect anew</);
      expect(location(await browser.get(`/portal/agents/${agentId}/settings`))).toBe(
        `/portal/agents/${agentId}`,
      );
      const late = await browser.post(`/portal/agents/${agentId}/settings`, fields);
      expect([late.status, await text(late)]).toEqual([
        409,
        expect.stringMatching(/trial has ended[^]*value="Too late"/),
      ]);
      const connect = await browser.post(`/portal/agents/${agentId}/platforms/delta/connect`);
      expect(connect.status).toBe(409);
      expect((await view(agentId)).settings).toEqual(SETTINGS);
      expect(
        await web.sql("select 1 from one_time_link where purpose = 'connect' and customer_id = ?", [
          customerId,
        ]),
      ).toEqual([]);
    });
  });

  it('looks again for a test’s result at the page’s own address, without the fragment that Meta leaves there', async () => {
    const { token } = await new Connecting(web).link('delta');
    const browser = new Browser(web.url);
    const keys = { apiKey: 'sandbox_ok_trade-again', apiSecret: 'sandbox_secret_ok_trade-again' };
    const form = formIn(await text(browser.get(`/connect?token=${token}`)));
    const address = location(await browser.post('/connect', { ...form, ...keys }));
    const [, again = ''] =
      /http-equiv="refresh" content="2; url=([^"]+)"/.exec(await text(browser.get(address))) ?? [];
    expect(unescapeHtml(again)).toBe(address);
  });

  describe('under attack', () => {
    it('finds nothing of another customer, whatever it asks', async () => {
      const victim = await bench.withGoal();
      const { browser, customerId } = await onTrial();
      const theirs = `/portal/agents/${victim.agentId}`;
      for (const path of [
        theirs,
        `${theirs}/settings`,
        `${theirs}/platforms/delta/disconnect`,
        '/portal/agents/x',
      ])
        expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
      for (const [path, fields] of [
        [`${theirs}/settings`, { version: '1', decision: 'save', 'settings.nickname': 'Mallory' }],
        [`${theirs}/platforms/delta/connect`, {}],
        [`${theirs}/platforms/delta/test`, {}],
        [`${theirs}/platforms/delta/disconnect`, {}],
      ] as const)
        expect([path, (await browser.post(path, fields)).status]).toEqual([path, 404]);
      const attacker = { kind: 'customer', id: customerId, role: 'customer' } as const;
      const asked = await bench.refusal(
        'credential.open-connect',
        victim.customerId,
        { platform: 'delta' },
        attacker,
      );
      expect(asked.code).toBe('not_found');
      expect((await view(victim.agentId)).settings).toEqual(SETTINGS);
      const links = await web.sql(
        "select 1 from one_time_link where purpose = 'connect' and customer_id = ?",
        [victim.customerId],
      );
      expect(links).toEqual([]);
    });

    it('leads a stranger to the login, keeps the text of an expired session in sight, and saves nothing', async () => {
      const { browser, agentId, customerId } = await onTrial();
      const path = `/portal/agents/${agentId}`;
      const stranger = new Browser(web.url);
      for (const page of ['/portal/agents', path, `${path}/settings`])
        expect(location(await stranger.get(page))).toBe(`/portal/login?next=${encodeURIComponent(page)}`);
      const fields = {
        ...(await formOf(browser, agentId)),
        limitsConfirmed: 'true',
        'settings.theme': 'Kept <here>',
      };
      await web.sql('update customer_login set session_epoch = session_epoch + 1 where customer_id = ?', [
        customerId,
      ]);
      const ended = await browser.post(`${path}/settings`, fields);
      expect([ended.status, await text(ended)]).toEqual([401, expect.stringContaining('Kept &lt;here&gt;')]);
      for (const button of ['connect', 'test', 'disconnect'])
        expect((await browser.post(`${path}/platforms/delta/${button}`)).status).toBe(401);
      expect((await view(agentId)).settings).toEqual(SETTINGS);
    });

    it('refuses forms of other sites', async () => {
      const { browser, agentId } = await onTrial();
      const fields = {
        ...(await formOf(browser, agentId)),
        limitsConfirmed: 'true',
        'settings.theme': 'Forged',
      };
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}])
        for (const path of ['settings', 'platforms/delta/connect', 'platforms/delta/disconnect'])
          expect((await browser.post(`/portal/agents/${agentId}/${path}`, fields, headers)).status).toBe(403);
      expect((await view(agentId)).settings).toEqual(SETTINGS);
    });
  });
});
