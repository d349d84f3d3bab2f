import { inspect } from 'node:util';

import type { HttpLogLine } from '../../../platform/http/http-outcome.js';
import { ProviderHttp } from '../../../platform/http/provider-http.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { startGraphSandbox } from '../../../sandbox/graph/graph-sandbox.js';
import { GRAPH_SCENARIOS, GRAPH_SCOPES } from '../../../sandbox/graph/graph-scenarios.js';
import { makeGraphToken, SOMEBODY, type GraphTokenKind } from '../../../sandbox/graph/graph-tokens.js';
import { STAND_IN_APP } from '../../../sandbox/http/stand-in-app.js';
import type { StandInServer } from '../../../sandbox/http/stand-in-server.js';
import { FacebookTester } from '../facebook/facebook-tester.js';
import { InstagramTester } from '../instagram/instagram-tester.js';
import type { OpenedGrant } from '../oauth-door.js';

const clock = { now: () => new Date('2026-02-12T10:00:00Z') };
const PAGE = '104938271650001';
const ACCOUNT = '17841400000000001';
type Scenario = (typeof GRAPH_SCENARIOS)[number]['name'];
let graph: StandInServer;
let http: ProviderHttp;
const lines: HttpLogLine[] = [];

beforeAll(async () => {
  graph = await startGraphSandbox(clock);
  http = new ProviderHttp({ origins: [graph.url], log: (line) => lines.push(line) });
});
afterAll(async () => {
  await http.onApplicationShutdown();
  await graph.close();
});

const app = (clientSecret: string = STAND_IN_APP.clientSecret) => ({
  hosts: { authorize: graph.url, graph: graph.url },
  clientId: STAND_IN_APP.clientId,
  clientSecret: new SecretText(clientSecret),
  version: 'v25.0',
  environment: 'sandbox',
});
const ctx = () => ({ signal: new AbortController().signal, clock, http });
const facebook = (clientSecret?: string) => new FacebookTester(app(clientSecret));
const instagram = () => new InstagramTester(app());

/** The page's token of a scenario, as a paste. */
const pageToken = (scenario: string) => `sandbox_${scenario}.page-${PAGE}`;
const testPage = (accessToken: string, accountId?: string) =>
  facebook().test(
    {
      accessToken: new SecretText(accessToken),
      ...(accountId === undefined ? {} : { accountId: new SecretText(accountId) }),
    },
    ctx(),
  );
const testAccount = (accessToken: string, accountId: string | undefined = ACCOUNT) =>
  instagram().test(
    {
      accessToken: new SecretText(accessToken),
      accountId: accountId ? new SecretText(accountId) : undefined,
    },
    ctx(),
  );
const called = async (action: () => Promise<unknown>) => {
  const before = graph.calls().length;
  await action();
  return graph.calls().slice(before);
};
/** A person who has just authorized us: their short token, as the token endpoint gives it. */
const opened = (
  tester: FacebookTester | InstagramTester,
  scenario: string,
  kind: GraphTokenKind = 'short',
) => {
  const asked = tester.oauth.scopes;
  const text = makeGraphToken({ scenario, kind, person: SOMEBODY, asked, at: clock.now() });
  const tokens = {
    accessToken: new SecretText(text),
    refreshToken: null,
    accessExpiresAt: null,
    scopes: null,
  };
  return tester.oauth.open(tokens, ctx());
};
const accountsOf = (grant: OpenedGrant) => (grant.ok ? grant.accounts : []);

describe(FacebookTester.name, () => {
  it('proves token, permissions and page by reading, and posts nothing', async () => {
    const calls = await called(async () =>
      expect(await testPage(pageToken('ok'), PAGE)).toEqual({
        outcome: 'ok',
        account: { id: PAGE, name: 'Sandbox Clinic' },
        scopes: [...GRAPH_SCOPES],
        // Access to data, 90 days after the login: the page's token itself has no end.
        expiresAt: new Date('2026-05-13T09:00:00.000Z'),
        holderId: SOMEBODY,
        warnings: [],
      }),
    );
    expect(calls).toEqual(['GET /v25.0/debug_token', 'GET /v25.0/me']);
  });

  it.each<[Scenario, string, object]>([
    ['scope_missing', 'rejected', { code: 'missing_permission', missing: ['pages_manage_posts'] }],
    ['granular_other_target', 'rejected', { code: 'not_linked', providerCode: 'granular_scopes' }],
    ['expired', 'rejected', { code: 'expired', providerCode: '190/463' }],
    ['data_access_expired', 'rejected', { code: 'expired', providerCode: 'data_access_expired' }],
    ['revoked', 'rejected', { code: 'revoked', providerCode: '190/458' }],
    ['pw_changed', 'rejected', { code: 'revoked', providerCode: '190/460' }],
    ['checkpoint', 'rejected', { code: 'account_blocked', providerCode: '190/459' }],
    ['malformed', 'rejected', { code: 'invalid_token', providerCode: '190' }],
    ['other_app', 'rejected', { code: 'wrong_app' }],
    ['rate', 'unreachable', { code: 'rate_limited', providerCode: '4', httpStatus: 403 }],
    ['rate_business', 'unreachable', { code: 'rate_limited', providerCode: '80001', retryAfterMs: 720_000 }],
    ['transient', 'unreachable', { code: 'provider_unavailable', providerCode: '2' }],
    ['html_502', 'unreachable', { code: 'provider_unavailable', providerCode: 'not_json' }],
  ])('ends as documented for %s: %s', async (scenario, outcome, failure) => {
    expect(await testPage(pageToken(scenario), PAGE)).toMatchObject({ outcome, failure });
  });

  it('passes without an end where Meta names none', async () => {
    expect(await testPage(pageToken('never_expires'))).toMatchObject({ outcome: 'ok', expiresAt: null });
  });

  it("refuses a person's token, and another page's", async () => {
    expect(await testPage('sandbox_user_token_for_page')).toMatchObject({
      outcome: 'rejected',
      failure: { code: 'wrong_account_type', providerCode: 'not_a_page' },
    });
    expect(await testPage('sandbox_ok.system')).toMatchObject({ failure: { code: 'wrong_account_type' } });
    expect(await testPage('sandbox_many_pages.page-104938271650002', PAGE)).toMatchObject({
      failure: { code: 'not_linked', providerCode: 'other_page' },
    });
  });

  it('lays a wrong secret of ours at our door', async () => {
    const secret = { accessToken: new SecretText(pageToken('ok')) };
    expect(await facebook('guessed').test(secret, ctx())).toMatchObject({
      outcome: 'unreachable',
      failure: { providerCode: 'our_app_refused' },
    });
  });

  it("keeps the chosen page's own token of an authorization, which has no end", async () => {
    const grant = await opened(facebook(), 'many_pages');
    expect(grant).toMatchObject({ ok: true, accessExpiresAt: null });
    expect(accountsOf(grant)).toMatchObject([
      { id: PAGE, name: 'Sandbox Clinic', unusable: null },
      { id: '104938271650002', unusable: null },
      { id: '104938271650003', unusable: expect.stringContaining('may not create content') as string },
    ]);
    const secret = grant.ok ? grant.secret : {};
    expect(Object.keys(secret)).toEqual([`accessToken@${PAGE}`, 'accessToken@104938271650002']);
    const chosen = { ...secret, accountId: new SecretText('104938271650002') };
    expect(await facebook().test(chosen, ctx())).toMatchObject({
      outcome: 'ok',
      account: { name: 'Sandbox Hospital' },
    });
    expect(await facebook().test(secret, ctx())).toMatchObject({ failure: { providerCode: 'not_chosen' } });
    expect(facebook().renew()).toBeNull();
  });

  it('reads pages by the hundred, and follows no address that holds a token', async () => {
    const calls = await called(async () =>
      expect(accountsOf(await opened(facebook(), 'hundred_pages'))).toHaveLength(130),
    );
    expect(calls.filter((call) => call.endsWith('/me/accounts'))).toHaveLength(2);
  });

  it.each<[Scenario, object]>([
    ['no_pages', { code: 'wrong_account_type', providerCode: 'no_pages' }],
    ['no_task', { code: 'missing_permission', providerCode: 'no_task' }],
    [
      'scope_missing',
      { code: 'missing_permission', providerCode: 'declined', missing: ['pages_manage_posts'] },
    ],
    ['expired', { code: 'expired' }],
    ['malformed', { code: 'invalid_token' }],
    ['rate', { code: 'rate_limited' }],
    ['html_502', { code: 'provider_unavailable' }],
  ])('refuses the authorization of %s before anything is kept', async (scenario, failure) => {
    expect(await opened(facebook(), scenario)).toMatchObject({ ok: false, failure });
  });
});

describe(InstagramTester.name, () => {
  it('proves token, account and the right to publish by reading, and posts nothing', async () => {
    const calls = await called(async () =>
      expect(await testAccount('sandbox_ok')).toMatchObject({
        outcome: 'ok',
        account: { id: ACCOUNT, name: '@sandbox_clinic' },
        // The token's 60 days, which end before the 90 of access to data.
        expiresAt: new Date('2026-04-13T09:00:00.000Z'),
        holderId: SOMEBODY,
        warnings: [],
      }),
    );
    expect(calls).toEqual([
      'GET /v25.0/debug_token',
      `GET /v25.0/${ACCOUNT}`,
      `GET /v25.0/${ACCOUNT}/content_publishing_limit`,
    ]);
  });

  it.each<[Scenario, string, object]>([
    [
      'scope_missing',
      'rejected',
      { code: 'missing_permission', missing: ['instagram_content_publish'], providerCode: 'declined' },
    ],
    ['granular_other_target', 'rejected', { code: 'not_linked', providerCode: 'granular_scopes' }],
    ['expired', 'rejected', { code: 'expired', providerCode: '190/463' }],
    ['data_access_expired', 'rejected', { code: 'expired', providerCode: 'data_access_expired' }],
    ['revoked', 'rejected', { code: 'revoked', providerCode: '190/458' }],
    ['pw_changed', 'rejected', { code: 'revoked', providerCode: '190/460' }],
    ['checkpoint', 'rejected', { code: 'account_blocked', providerCode: '190/459' }],
    ['malformed', 'rejected', { code: 'invalid_token', providerCode: '190' }],
    ['other_app', 'rejected', { code: 'wrong_app' }],
    ['rate', 'unreachable', { code: 'rate_limited', providerCode: '4', retryAfterMs: null }],
    [
      'rate_business',
      'unreachable',
      { code: 'rate_limited', providerCode: '80002', httpStatus: 429, retryAfterMs: 720_000 },
    ],
    ['transient', 'unreachable', { code: 'provider_unavailable', providerCode: '2' }],
    ['html_502', 'unreachable', { code: 'provider_unavailable', providerCode: 'not_json' }],
  ])('ends as documented for %s: %s', async (scenario, outcome, failure) => {
    expect(await testAccount(`sandbox_${scenario}`)).toMatchObject({ outcome, failure });
  });

  it('finds the only account of an integration, and says when there is none or a choice', async () => {
    const alone = (scenario: Scenario) => testAccount(`sandbox_${scenario}`, '');
    expect(await alone('ok')).toMatchObject({ outcome: 'ok', account: { id: ACCOUNT } });
    expect(await alone('personal_no_ig_link')).toMatchObject({
      outcome: 'rejected',
      failure: { code: 'wrong_account_type', providerCode: 'no_linked_account' },
    });
    expect(await alone('no_pages')).toMatchObject({ failure: { code: 'wrong_account_type' } });
    expect(await alone('many_pages')).toMatchObject({ failure: { providerCode: 'not_chosen' } });
    expect(await testAccount('sandbox_never_expires')).toMatchObject({ outcome: 'ok', expiresAt: null });
    expect(await testAccount('sandbox_ok', '17841400000000009')).toMatchObject({
      failure: { code: 'not_linked' },
    });
  });

  it("keeps a person's lasting token of an authorization, and offers what is linked", async () => {
    const grant = await opened(instagram(), 'many_pages');
    expect(grant).toMatchObject({ ok: true, accessExpiresAt: new Date('2026-04-13T10:00:00Z') });
    expect(accountsOf(grant)).toMatchObject([
      { id: ACCOUNT, name: '@sandbox_clinic', detail: 'Facebook page: Sandbox Clinic', unusable: null },
      { id: '17841400000000002', name: '@sandbox_hospital' },
      {
        id: '104938271650003',
        unusable: 'No professional Instagram account is linked to this page.',
      },
    ]);
  });

  it.each<[Scenario, object]>([
    ['personal_no_ig_link', { code: 'wrong_account_type', providerCode: 'no_linked_account' }],
    ['no_pages', { code: 'wrong_account_type', providerCode: 'no_pages' }],
    ['no_task', { code: 'missing_permission', providerCode: 'no_task' }],
    ['scope_missing', { code: 'missing_permission', providerCode: 'declined' }],
  ])('refuses the authorization of %s before anything is kept', async (scenario, failure) => {
    expect(await opened(instagram(), scenario)).toMatchObject({ ok: false, failure });
  });

  it('exchanges its token while it lives', async () => {
    const renew = (text: string) => instagram().renew({ accessToken: new SecretText(text) }, ctx());
    expect(await renew('sandbox_ok')).toMatchObject({
      outcome: 'ok',
      accessExpiresAt: new Date('2026-04-13T10:00:00Z'),
    });
    expect(await renew('sandbox_expired')).toMatchObject({
      outcome: 'rejected',
      failure: { code: 'expired' },
    });
    expect(await renew('sandbox_never_expires')).toMatchObject({ outcome: 'ok', accessExpiresAt: null });
  });
});

describe('Letting go at Meta', () => {
  const token = (person: string) =>
    new SecretText(
      makeGraphToken({ scenario: 'ok', kind: 'long', person, asked: GRAPH_SCOPES, at: clock.now() }),
    );
  const letGo = (accessToken: SecretText, stillUsedBy?: readonly ('facebook' | 'instagram')[]) =>
    instagram().letGo({ accessToken }, ctx(), stillUsedBy);
  const passes = async (accessToken: SecretText) =>
    (await testAccount(accessToken.reveal())).outcome === 'ok';

  it('leaves everything alone while it is not known who else needs it', async () => {
    const mine = token('10215241773830001');
    expect(await letGo(mine)).toBe('not_told');
    expect(await passes(mine)).toBe(true);
  });

  it("takes back only what the person's other connections do not need", async () => {
    const mine = token('10215241773830002');
    const calls = await called(async () => expect(await letGo(mine, ['facebook'])).toBe('told'));
    expect(calls).toEqual([
      'GET /v25.0/debug_token',
      'DELETE /v25.0/10215241773830002/permissions/instagram_basic',
      'DELETE /v25.0/10215241773830002/permissions/instagram_content_publish',
    ]);
    expect(await testAccount(mine.reveal())).toMatchObject({
      failure: { missing: ['instagram_basic', 'instagram_content_publish'] },
    });
  });

  it('takes nothing back that another customer of the same person needs for the same platform', async () => {
    const mine = token('10215241773830003');
    expect(await letGo(mine, ['instagram', 'facebook'])).toBe('not_told');
    expect(await passes(mine)).toBe(true);
  });

  it('removes our app with the last connection', async () => {
    const mine = token('10215241773830004');
    expect(await letGo(mine, [])).toBe('told');
    expect(await testAccount(mine.reveal())).toMatchObject({ failure: { code: 'revoked' } });
    expect(await letGo(mine, [])).toBe('not_told');
  });
});

describe('What is said and left behind', () => {
  it('explains every end in words of its own, and leaves no token in reports, explanations or logs', async () => {
    lines.length = 0;
    const shown: unknown[] = [];
    for (const { name } of GRAPH_SCENARIOS) {
      const reports = [await testPage(pageToken(name), PAGE), await testAccount(`sandbox_${name}`)];
      for (const [at, report] of reports.entries()) {
        const tester = at === 0 ? facebook() : instagram();
        const guidance = report.outcome === 'ok' ? null : tester.explain(report.failure);
        if (guidance) expect(guidance.remedy.length).toBeGreaterThan(0);
        shown.push(report, guidance);
      }
    }
    expect(lines.length).toBeGreaterThan(60);
    const text = inspect([shown, lines], { depth: 9, maxArrayLength: null });
    expect(text).not.toMatch(/sandbox_[a-z]+[._]|app-secret|appsecret_proof|input_token/);
  });
});
