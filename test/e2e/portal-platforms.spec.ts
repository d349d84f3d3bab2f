import { newId } from '../../src/platform/ids/new-id.js';
import { Authorizing } from '../support/authorizing.js';
import { Browser } from '../support/browser.js';
import { Connecting, locationOf as location } from '../support/connecting.js';
import { eventually } from '../support/eventually.js';
import { integrationActor } from '../support/credential-bench.js';
import { customer, GoalBench } from '../support/goal-bench.js';
import { fieldsOf } from '../support/portal.js';
import { signedIn, textOf as text } from '../support/portal-forms.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('Platforms in the portal', () => {
  let web: TestWeb;
  let bench: GoalBench;
  let connecting: Connecting;
  beforeAll(async () => {
    web = await startWeb({ worker: true });
    bench = new GoalBench(web);
    connecting = new Connecting(web);
  });
  afterAll(() => web?.close());

  it('connects by the session, sees when it was tested, tests again, and disconnects after a question', async () => {
    const { customerId, agent } = await bench.draftAgent();
    const browser = await signedIn(web, customerId);
    const own = `/portal/agents/${agent.id}`;
    expect(await text(browser.get(own))).toMatch(
      /Delta Exchange<\/b> <span class="badge wait">not connected yet/,
    );
    const to = await browser.post(`${own}/platforms/delta/connect`, { once: newId() });
    expect(location(to)).toMatch(/^\/connect\?token=/);
    const form = fieldsOf(await text(browser.get(location(to))));
    expect(await text(browser.get(own))).not.toContain('Disconnect<');
    const given = await browser.post('/connect', {
      ...form,
      apiKey: 'sandbox_ok_trade-own',
      apiSecret: 'sandbox_secret_ok_trade-own',
    });
    expect(location(given)).toMatch(/^\/connect\/result\?ticket=/);
    await eventually(async () => expect(await text(browser.get(own))).toContain('Connected ✓'));
    expect(await text(browser.get(own))).toMatch(
      /Last tested <time datetime="[^"]+"[^>]*>[^<]+<\/time>: it works/,
    );
    const tested = await browser.post(`${own}/platforms/delta/test`);
    expect(location(tested)).toMatch(/^\/connect\/result\?ticket=/);
    await eventually(async () =>
      expect(await text(browser.get(location(tested)))).toContain('permissions validated'),
    );
    const question = await text(browser.get(`${own}/platforms/delta/disconnect`));
    expect(question).toContain('Disconnect Delta Exchange?');
    expect(await text(browser.get(own))).toMatch(/Connected ✓[^]*Disconnect</);
    const asked = fieldsOf(question);
    for (let press = 0; press < 2; press += 1)
      expect(location(await browser.post(`${own}/platforms/delta/disconnect`, asked))).toBe(own);
    expect(await text(browser.get(own))).toContain('not connected yet');
    const rows = await web.sql('select status from credential where customer_id = ?', [customerId]);
    expect(rows).toEqual([{ status: 'disconnected' }]);
  });
  it('tries again from the page that refused, in the browser that began, while the link is good', async () => {
    const { token, id } = await connecting.link('linkedin');
    const there = new Authorizing(web.url);
    const denied = await there.authorize(token, 'ok_admin', 'deny');
    expect(denied.headers.get('content-security-policy')).toMatch(
      /form-action 'self' http:\/\/127\.0\.0\.1:\d+;/,
    );
    const form = fieldsOf(await denied.text());
    expect(Object.keys(form)).toEqual(['ticket']);
    const post = (browser: Browser, fields = form, headers?: Record<string, string>) =>
      browser.post('/connect/authorize/again', fields, headers);
    expect((await post(new Browser(web.url))).status).toBe(410);
    expect((await post(there.browser, { ticket: `${form['ticket'] ?? ''}x` })).status).toBe(410);
    expect((await post(there.browser, form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const again = await post(there.browser);
    expect(again.status).toBe(303);
    const back = await there.browser.get(await there.decide(location(again), 'ok_admin'));
    expect(location(back)).toMatch(/^\/connect\/result/);
    expect((await connecting.settled(id)).status).toBe('active');
    // The link is spent by now.
    expect((await post(there.browser)).status).toBe(410);
  });

  it('takes no key after a trial’s end, by links made and authorizations begun before it; again once hired', async () => {
    const { customerId, trial } = await bench.marketingOnTrial();
    const trading = await bench.onTrial();
    const end = new Date(Math.max(Date.parse(trial.endsAt ?? ''), Date.parse(trading.trial.endsAt ?? '')));
    await bench.moveTo(new Date(end.getTime() - 3_600_000));
    const { token, id } = await connecting.link('linkedin', customerId);
    const key = await connecting.link('delta', trading.customerId);
    const there = new Authorizing(web.url);
    const form = fieldsOf(await text(there.browser.get(`/connect?token=${token}`)));
    const keyForm = fieldsOf(await text(new Browser(web.url).get(`/connect?token=${key.token}`)));
    const callback = await there.decide(await there.begin(token), 'ok_admin');
    await bench.moveTo(end);

    const secretsOf = (id: string) => web.sql('select id from vault_secret where customer_id = ?', [id]);
    const over = /trial has ended[^]*Hire the agent to go on/i;
    const refused = async (answer: Promise<Response>) => {
      const response = await answer;
      expect([response.status, await text(response)]).toEqual([409, expect.stringMatching(over)]);
    };
    const pasted = { ...keyForm, apiKey: 'sandbox_ok_trade-late', apiSecret: 'sandbox_secret_ok_trade-late' };
    await refused(new Browser(web.url).get(`/connect?token=${key.token}`));
    await refused(new Browser(web.url).post('/connect', pasted));
    await refused(there.browser.post('/connect/authorize', form));
    await refused(there.browser.get(callback));
    expect(await connecting.grants(id)).toEqual([{ status: 'asked', problem: null }]);
    const given = { platform: 'delta', secret: { apiKey: pasted.apiKey, apiSecret: pasted.apiSecret } };
    for (const actor of [customer(trading.customerId), integrationActor])
      expect((await bench.refusal('credential.store', trading.customerId, given, actor)).code).toBe(
        'trial_over',
      );
    expect(await secretsOf(trading.customerId)).toEqual([]);

    const { version } = await bench.trials.view(trading.trial.id);
    await bench.call('trial.convert', trading.trial.id, { ...(await bench.terms()), version });
    const anew = new Browser(web.url);
    const page = fieldsOf(await text(anew.get(`/connect?token=${key.token}`)));
    const limits = {
      'limit.defaultCoin': 'BTC',
      'limit.maxUnitsPerOrder': '1',
      'limit.maxNotional': '10000',
    };
    const taken = await anew.post('/connect', { ...pasted, ...page, ...limits });
    expect(location(taken)).toMatch(/^\/connect\/result\?ticket=/);
    expect((await connecting.settled(key.id)).lastTest?.outcome).toBe('ok');
  });
});
