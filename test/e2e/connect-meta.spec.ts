import { newId } from '../../src/platform/ids/new-id.js';
import { SANDBOX_NUMBER, SANDBOX_WABA } from '../../src/sandbox/graph/whatsapp-scenarios.js';
import { Authorizing } from '../support/authorizing.js';
import { Browser } from '../support/browser.js';
import { Connecting, locationOf } from '../support/connecting.js';
import { eventually } from '../support/eventually.js';
import { fieldsOf } from '../support/portal.js';
import { startWeb, type TestWeb } from '../support/web.js';

const PAGE = '104938271650001';
const HOSPITAL = '104938271650002';

describe('Authorizing us at Meta (Step 7)', () => {
  let web: TestWeb;
  let connecting: Connecting;
  beforeAll(async () => {
    web = await startWeb({ worker: true });
    connecting = new Connecting(web);
  });
  afterAll(() => web?.close());

  const fields = async (id: string) =>
    (
      await web.sql<{ field: string }>(
        'select field from vault_secret where credential_id = ? order by field',
        [id],
      )
    ).map(({ field }) => field);
  const pageOf = async (there: Authorizing, response: Response) =>
    (await there.browser.get(locationOf(response))).text();

  const resultOf = (browser: Browser, address: string) =>
    eventually(async () => {
      const html = await (await browser.get(address)).text();
      expect(html).not.toContain('http-equiv="refresh"');
      return html;
    });

  it("connects a page of several, and keeps that page's token only", async () => {
    const { token, id } = await connecting.link('facebook');
    const there = new Authorizing(web.url);
    const page = await (await there.browser.get(`/connect?token=${token}`)).text();
    expect(page).toContain('Authorize with Facebook');
    expect(page).toContain('href="/guides/facebook"');
    const guide = await (await there.browser.get('/guides/facebook')).text();
    expect(guide).toContain('No test post: our check reads your page and posts nothing.');
    expect(page).not.toMatch(/runbook|name="accessToken"/);
    const address = new URL(await there.begin(token));
    expect(address.pathname).toBe('/v25.0/dialog/oauth');
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'pages_manage_posts,pages_read_engagement,pages_show_list',
      auth_type: 'rerequest',
      redirect_uri: expect.stringMatching(/\/connect\/callback\/facebook$/) as string,
    });
    const back = await there.browser.get(await there.decide(address.href, 'many_pages'));
    expect(locationOf(back)).toMatch(/^\/connect\/choose\?ticket=/);
    expect(await fields(id)).toEqual([`accessToken@${PAGE}`, `accessToken@${HOSPITAL}`]);
    const choice = await pageOf(there, back);
    expect(choice).toMatch(/value="104938271650003" required disabled/);
    const form = fieldsOf(choice);
    const none = await there.browser.post('/connect/choose', { ...form, accountId: '' });
    expect([none.status, await none.text()]).toEqual([
      422,
      expect.stringMatching(/role="alert"[^]*None was chosen\.[^]*name="accountId" value=/),
    ]);
    expect(
      (await there.browser.post('/connect/choose', { ...form, accountId: '104938271650003' })).status,
    ).toBe(422);
    const chosen = await there.browser.post('/connect/choose', { ...form, accountId: HOSPITAL });
    expect(await connecting.settled(id)).toMatchObject({
      status: 'active',
      accountId: HOSPITAL,
      accountName: 'Sandbox Hospital',
      scopes: ['pages_show_list', 'pages_read_engagement', 'pages_manage_posts'],
    });
    expect(await pageOf(there, chosen)).toContain('permissions validated');
    expect(await fields(id)).toEqual([`accessToken@${HOSPITAL}`, 'accountId']);
    const [token60] = await web.sql<{ access: Date | null; due: Date | null }>(
      'select access_expires_at as access, renew_due_at as due from credential_token where credential_id = ?',
      [id],
    );
    // What ends is the access to data, after 90 days, and only a login helps.
    expect(new Date(token60?.access ?? 0).getTime()).toBeGreaterThan(Date.now() + 89 * 86_400_000);
    expect(token60?.due).toBeNull();
  });

  it('connects the Instagram account of a page, and plans to exchange its token', async () => {
    const { token, id } = await connecting.link('instagram');
    const there = new Authorizing(web.url);
    const address = new URL(await there.begin(token));
    expect(address.searchParams.get('scope')).toBe(
      'instagram_basic,instagram_content_publish,pages_read_engagement,pages_show_list',
    );
    const back = await there.browser.get(await there.decide(address.href, 'ok'));
    expect(locationOf(back)).toMatch(/^\/connect\/result\?ticket=/);
    expect(await connecting.settled(id)).toMatchObject({
      status: 'active',
      accountId: '17841400000000001',
      accountName: '@sandbox_clinic',
    });
    const [lasting] = await web.sql<{ end: Date; due: Date }>(
      'select access_expires_at as end, renew_due_at as due from credential_token where credential_id = ?',
      [id],
    );
    const days = (at: Date | undefined) =>
      Math.round((new Date(at ?? 0).getTime() - Date.now()) / 86_400_000);
    expect([days(lasting?.end), days(lasting?.due)]).toEqual([60, 53]);
  });

  it('explains what was unticked, what is not linked, a denial and a used code; the link is still good', async () => {
    const { token, id } = await connecting.link('instagram');
    const there = new Authorizing(web.url);
    const said = async (scenario: string, decision?: string) =>
      (await there.authorize(token, scenario, decision)).text();
    expect(await said('ok', 'deny')).toContain('Facebook was told not to let us in.');
    expect(await said('scope_missing')).toContain(
      'Permissions were unticked at Facebook: <code>instagram_content_publish</code>',
    );
    expect(await said('personal_no_ig_link')).toContain('No professional Instagram account is linked');
    expect(await said('no_pages')).toContain('No Facebook page came with the authorization');
    expect(await said('html_502')).toContain('Instagram could not be asked');
    const path = await there.decide(await there.begin(token), 'ok');
    const failed = await there.browser.get(path.replace(/code=[^&]+/, 'code=code_made_up'));
    expect(await failed.text()).toContain('does not accept this token');
    expect((await connecting.grants(id)).map(({ problem }) => problem)).toEqual([
      'access_denied',
      'missing_permission',
      'wrong_account_type',
      'wrong_account_type',
      'provider_unavailable',
      'invalid_token',
    ]);
    expect(await fields(id)).toEqual([]);
    expect(locationOf(await there.authorize(token, 'ok'))).toMatch(/result/);
  });

  it('leaves no token or code behind in clear', async () => {
    const dump = await web.sql<{ row: string }>(
      `select row_to_json(t)::text as row from oauth_grant t
       union all select row_to_json(t)::text from vault_secret t union all select row_to_json(t)::text from command_log t
       union all select row_to_json(t)::text from history_entry t
       union all select row_to_json(t)::text from credential_test t`,
    );
    expect(dump.length).toBeGreaterThan(20);
    expect(dump.map(({ row }) => row).join('\n')).not.toMatch(/sandbox_(ok|many)|code_|appsecret/);
  });

  it('takes token and ids of WhatsApp, refusing whitespace inside before anything is asked', async () => {
    const { token, id } = await connecting.link('whatsapp');
    const browser = new Browser(web.url);
    const page = await (await browser.get(`/connect?token=${token}`)).text();
    for (const shown of ['Access token', 'Phone number ID', 'whatsapp_business_messaging', 'sandbox_banned'])
      expect(page).toContain(shown);
    expect(page).toMatch(/name="accessToken" type="password"/);
    expect(page).toMatch(/name="wabaId" type="text"/);
    const form = {
      ...fieldsOf(page),
      accessToken: ' sandbox_sandbox.system ',
      phoneNumberId: SANDBOX_NUMBER,
      wabaId: `${SANDBOX_WABA}\n`,
    };
    const spaced = await browser.post('/connect', { ...form, accessToken: 'sandbox_ok .system' });
    expect([spaced.status, await spaced.text()]).toEqual([
      422,
      expect.stringContaining('There is a space or line break inside.'),
    ]);
    expect(await web.sql('select 1 from credential_test where credential_id = ?', [id])).toEqual([]);
    const sent = await browser.post('/connect', { ...form, once: newId() });
    const result = await resultOf(browser, sent.headers.get('location') ?? '');
    expect(result).toContain('✓ Connection successful, permissions validated');
    expect(result).toContain('this is a test number');
    const [row] = await web.sql('select status, account_id, account_name from credential where id = ?', [id]);
    expect(row).toEqual({
      status: 'active',
      account_id: SANDBOX_NUMBER,
      account_name: 'Sandbox Clinic (+91 22 5550 0199)',
    });
    const again = new Browser(web.url);
    const { token: banned } = await connecting.link('whatsapp');
    const fields = fieldsOf(await (await again.get(`/connect?token=${banned}`)).text());
    const refused = await again.post('/connect', {
      ...form,
      ...fields,
      accessToken: 'sandbox_banned.system',
    });
    const words = await resultOf(again, refused.headers.get('location') ?? '');
    expect(words).toContain('WhatsApp has banned this number.');
    expect(words).toContain('ask for a review');
  });
});
