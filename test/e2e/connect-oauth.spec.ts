import type { PlatformName } from '../../src/agents/platform-names.js';
import { CredentialTestService } from '../../src/credentials/credential-test.service.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import { Authorizing } from '../support/authorizing.js';
import { Connecting, locationOf } from '../support/connecting.js';
import { eventually } from '../support/eventually.js';
import { fieldsOf } from '../support/portal.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('Authorizing us at a platform (Step 7)', () => {
  let web: TestWeb;
  let connecting: Connecting;
  beforeAll(async () => {
    web = await startWeb({ worker: true });
    connecting = new Connecting(web);
  });
  afterAll(() => web?.close());

  const connectLink = (given?: string, platform: PlatformName = 'linkedin') =>
    connecting.link(platform, given);
  const credential = (id: string) => connecting.credential(id);
  const settled = (id: string) => connecting.settled(id);
  const grants = (id: string) => connecting.grants(id);
  const location = locationOf;

  it('ends in a tested credential, and spends the link', async () => {
    const { token, id } = await connectLink();
    const there = new Authorizing(web.url);
    const page = await there.browser.get(`/connect?token=${token}`);
    expect(page.headers.get('content-security-policy')).toMatch(
      /form-action 'self' http:\/\/127\.0\.0\.1:\d+;/,
    );
    const text = await page.text();
    expect(text).toContain('Authorize with LinkedIn');
    expect(text).toMatch(/For <b>[^<]+<\/b>\. If this is not your company, close the page/);
    expect(text).not.toContain('name="accessToken"');
    expect(text).toContain('href="/guides/linkedin"');
    const guide = await (await there.browser.get('/guides/linkedin')).text();
    expect(guide).toContain('No test post: our check reads your roles and posts nothing.');
    expect(text).not.toMatch(/runbook|90 days/);
    const address = new URL(await there.begin(token));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'w_member_social w_organization_social r_organization_admin',
      redirect_uri: expect.stringMatching(/\/connect\/callback\/linkedin$/) as string,
    });
    const back = await there.browser.get(await there.decide(address.href, 'ok_admin'));
    expect(back.status).toBe(303);
    expect(location(back)).toMatch(/^\/connect\/result\?ticket=/);
    expect(await settled(id)).toMatchObject({
      status: 'active',
      accountId: '11223344',
      accountName: 'Sandbox Clinic',
    });
    const result = await (await there.browser.get(location(back))).text();
    expect(result).toContain('permissions validated');
    expect(result).toContain('Your customer success manager goes on from here.');
    expect((await there.browser.get(`/connect?token=${token}`)).status).toBe(410);
    // The address of the result page, found in somebody's history, is no way to another key.
    const ticket = new URL(location(back), web.url).searchParams.get('ticket') ?? '';
    expect((await there.browser.post('/connect/again', { ticket })).status).toBe(410);
    expect(await grants(id)).toEqual([{ status: 'done', problem: null }]);
    const [known] = await web.sql<{ end: string }>(
      'select access_expires_at as end from credential_token where credential_id = ?',
      [id],
    );
    expect(new Date(known?.end ?? 0).getTime()).toBeGreaterThan(Date.now() + 59 * 86_400_000);
  });

  it('lets the customer choose among several pages, once', async () => {
    const { token, id } = await connectLink();
    const there = new Authorizing(web.url);
    const back = await there.authorize(token, 'many_pages');
    expect(location(back)).toMatch(/^\/connect\/choose\?ticket=/);
    const page = await (await there.browser.get(location(back))).text();
    expect(page).toMatch(/value="99887766" required disabled/);
    expect(page).toMatch(/the agent of <b>[^<]+<\/b> works for/);
    expect((await credential(id)).lastTest).toBeNull();
    const form = fieldsOf(page);
    const wrong = await there.browser.post('/connect/choose', { ...form, accountId: '99887766' });
    expect(wrong.status).toBe(422);
    const posts = [1, 2].map(() => there.browser.post('/connect/choose', { ...form, accountId: '55667788' }));
    const [one, two] = await Promise.all(posts);
    expect([one?.status, two?.status]).toEqual([303, 303]);
    expect(await settled(id)).toMatchObject({ status: 'active', accountName: 'Sandbox Hospital' });
    expect(await web.sql('select 1 from credential_test where credential_id = ?', [id])).toHaveLength(1);
  });

  it('explains a denial, a personal account, and a role that may not post; the link is still good', async () => {
    const { token, id } = await connectLink();
    const there = new Authorizing(web.url);
    const denied = await there.authorize(token, 'ok_admin', 'deny');
    expect(denied.status).toBe(200);
    expect(await denied.text()).toContain('LinkedIn was told not to let us in.');
    const personal = await there.authorize(token, 'no_org');
    expect(await personal.text()).toMatch(/no company page(?!.*Disconnect)/s);
    expect(await (await there.authorize(token, 'analyst_only')).text()).toContain('but not post for it');
    const problems = (await grants(id)).map(({ problem }) => problem);
    expect(problems).toEqual(['user_cancelled_authorize', 'wrong_account_type', 'missing_permission']);
    expect((await credential(id)).status).toBe('pending');
    expect(location(await there.authorize(token, 'ok_admin'))).toMatch(/result/);
  });

  it('is bound to the browser, the platform and ten minutes, and works once', async () => {
    const { token, id } = await connectLink();
    const there = new Authorizing(web.url);
    const thief = new Authorizing(web.url);
    const path = await there.decide(await there.begin(token), 'ok_admin');
    expect((await thief.browser.get(path)).status).toBe(410);
    expect((await there.browser.get(path.replace('/linkedin', '/youtube'))).status).toBe(410);
    expect((await there.browser.get(path.replace('/linkedin', '/elsewhere'))).status).toBe(410);
    expect((await there.browser.get(path.replace(/state=[^&]+/, 'state=made-up'))).status).toBe(410);
    const both = await Promise.all([there.browser.get(path), there.browser.get(path)]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
    await settled(id);
    const late = await connectLink();
    const over = await there.decide(await there.begin(late.token), 'ok_admin');
    await web.sql("update oauth_grant set expires_at = now() - interval '1 second' where credential_id = ?", [
      late.id,
    ]);
    expect((await there.browser.get(over)).status).toBe(410);
  });

  it('lets one browser be on its way to two platforms', async () => {
    const [one, two] = [await connectLink(), await connectLink(undefined, 'youtube')];
    const there = new Authorizing(web.url);
    const back = [await there.begin(one.token), await there.begin(two.token)] as const;
    const first = await there.decide(back[0], 'ok_admin');
    const second = await there.decide(back[1], 'ok');
    expect(location(await there.browser.get(first))).toMatch(/result/);
    expect(location(await there.browser.get(second))).toMatch(/result/);
  });

  it('asks the platform for nothing once the link was replaced or the connection ended', async () => {
    const { token, id, customerId } = await connectLink();
    const there = new Authorizing(web.url);
    const path = await there.decide(await there.begin(token), 'ok_admin');
    await connectLink(customerId);
    expect((await there.browser.get(path)).status).toBe(410);
    // The code was not used up: nothing at the platform rests on it.
    expect(await grants(id)).toEqual([{ status: 'asked', problem: null }]);
  });

  it('tells of a code that the platform does not know', async () => {
    const { token, id } = await connectLink();
    const there = new Authorizing(web.url);
    const path = await there.decide(await there.begin(token), 'ok_admin');
    const failed = await there.browser.get(path.replace(/code=[^&]+/, 'code=code_made_up'));
    expect(await failed.text()).toContain('does not accept this token');
    expect(await grants(id)).toEqual([{ status: 'failed', problem: 'invalid_token' }]);
  });

  it('bears whatever a browser writes into the address of the way back', async () => {
    const { token, id } = await connectLink();
    const there = new Authorizing(web.url);
    const written = [
      'error=%00',
      'error=%F0%9F%98%80',
      `error=access_denied&error_description=${'y'.repeat(9_000)}`,
      'code=%00',
      `code=${'z'.repeat(12_000)}`,
      'code=one&code=two',
      'code=one&iss=https://elsewhere.example',
    ];
    for (const words of written) {
      const path = await there.decide(await there.begin(token), 'ok_admin');
      const back = await there.browser.get(path.replace(/code=[^&]+/, words));
      expect([words.slice(0, 40), back.status]).toEqual([words.slice(0, 40), 200]);
      expect(await back.text()).toContain('LinkedIn is not connected yet');
    }
    expect((await grants(id)).map(({ status, problem }) => `${status} ${problem}`)).toEqual([
      'denied unreadable',
      'denied unreadable',
      'denied access_denied',
      ...Array.from({ length: 2 }, () => 'failed invalid_token'),
      ...Array.from({ length: 2 }, () => 'failed provider_unavailable'),
    ]);
    expect((await credential(id)).status).toBe('pending');
  });

  it('keeps what works until the new one has passed, and refuses another account in its place', async () => {
    const { token, id, customerId } = await connectLink();
    const there = new Authorizing(web.url);
    await there.authorize(token, 'ok_admin');
    await settled(id);
    const back = await there.authorize((await connectLink(customerId)).token, 'many_pages');
    // Whoever leaves the choice open keeps nobody from testing what is in use.
    const tests = web.app.get(CredentialTestService, { strict: false });
    const refusal = () => web.app.get(UnitOfWork).run(OPERATOR, (tx) => tests.whyNot(tx, id));
    expect(await refusal()).toBeUndefined();
    const form = fieldsOf(await (await there.browser.get(location(back))).text());
    await there.browser.post('/connect/choose', { ...form, accountId: '55667788' });
    await eventually(async () => expect((await credential(id)).lastTest?.code).toBe('account_mismatch'));
    expect(await credential(id)).toMatchObject({ status: 'active', accountName: 'Sandbox Clinic' });
  });

  it('connects a YouTube channel: a code challenge, lasting access, and nothing uploaded', async () => {
    const { token, id } = await connectLink(undefined, 'youtube');
    const there = new Authorizing(web.url);
    const page = await (await there.browser.get(`/connect?token=${token}`)).text();
    expect(page).toContain('Authorize with Google');
    expect(page).toContain('href="/guides/youtube"');
    const address = await there.begin(token);
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
      scope:
        'https://www.googleapis.com/auth/youtube.upload https://www.googleapis.com/auth/youtube.readonly',
      access_type: 'offline',
      prompt: 'consent',
      include_granted_scopes: 'false',
      code_challenge_method: 'S256',
      redirect_uri: expect.stringMatching(/\/connect\/callback\/youtube$/) as string,
    });
    const back = await there.browser.get(await there.decide(address, 'two_channels'));
    const choice = await (await there.browser.get(location(back))).text();
    expect(choice).toContain('@sandboxhospital');
    const accountId = 'UCsandboxHospital0000002';
    await there.browser.post('/connect/choose', { ...fieldsOf(choice), accountId });
    expect(await settled(id)).toMatchObject({
      status: 'active',
      accountName: 'Sandbox Hospital',
      scopes: ['youtube.upload', 'youtube.readonly'],
    });
  });

  it('explains what Google lets a customer get wrong; the link is still good', async () => {
    const { token, id } = await connectLink(undefined, 'youtube');
    const there = new Authorizing(web.url);
    const said = async (scenario: string, decision?: string, untick?: string) =>
      (await there.authorize(token, scenario, decision, untick)).text();
    expect(await said('ok', 'deny')).toContain('Google was told not to let us in.');
    expect(await said('ok', 'allow', 'youtube.upload')).toContain('<code>youtube.upload</code>');
    expect(await said('scope_unticked')).toContain('left unticked');
    expect(await said('no_refresh_token')).toContain('myaccount.google.com/permissions');
    expect(await said('no_channel')).toContain('has no YouTube channel');
    expect(await said('signup_required')).toContain('never signed up to YouTube');
    expect(await said('suspended')).toContain('suspended or closed');
    expect((await grants(id)).map(({ problem }) => problem)).toEqual([
      'access_denied',
      'missing_permission',
      'missing_permission',
      'missing_permission',
      'wrong_account_type',
      'wrong_account_type',
      'account_blocked',
    ]);
    const { browser } = there;
    const forged = await browser.get(
      (await there.decide(await there.begin(token), 'ok')).replace('code_', 'x'),
    );
    expect(await forged.text()).toContain('Google does not accept this token');
    expect(location(await there.authorize(token, 'channel_mismatch'))).toMatch(/result/);
    expect(await settled(id)).toMatchObject({ status: 'invalid', lastFailureCode: 'not_linked' });
  });

  it('leaves no token, code or state behind in clear', async () => {
    const dump = await web.sql<{ row: string }>(
      `select row_to_json(t)::text as row from oauth_grant t
       union all select row_to_json(t)::text from vault_secret t union all select row_to_json(t)::text from command_log t
       union all select row_to_json(t)::text from history_entry t`,
    );
    expect(dump.length).toBeGreaterThan(20);
    expect(dump.map(({ row }) => row).join('\n')).not.toMatch(/sandbox_(ok|many|two)|ya29|code_/);
  });
});
