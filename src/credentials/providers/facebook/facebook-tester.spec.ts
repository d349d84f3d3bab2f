import {
  accountsOf,
  GraphBench,
  PAGE,
  pageToken,
  type GraphScenario,
} from '../../../../test/support/graph-bench.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { GRAPH_SCOPES } from '../../../sandbox/graph/graph-scenarios.js';
import { SOMEBODY } from '../../../sandbox/graph/graph-tokens.js';
import { FacebookTester } from './facebook-tester.js';

let bench: GraphBench;
beforeAll(async () => {
  bench = await GraphBench.start();
});
afterAll(() => bench?.close());

describe(FacebookTester.name, () => {
  it('proves token, permissions and page by reading, and posts nothing', async () => {
    const calls = await bench.called(async () =>
      expect(await bench.testPage(pageToken('ok'), PAGE)).toEqual({
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

  it.each<[GraphScenario, string, object]>([
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
    expect(await bench.testPage(pageToken(scenario), PAGE)).toMatchObject({ outcome, failure });
  });

  it('passes without an end where Meta names none', async () => {
    expect(await bench.testPage(pageToken('never_expires'))).toMatchObject({
      outcome: 'ok',
      expiresAt: null,
    });
  });

  it("refuses a person's token, and another page's", async () => {
    expect(await bench.testPage('sandbox_user_token_for_page')).toMatchObject({
      outcome: 'rejected',
      failure: { code: 'wrong_account_type', providerCode: 'not_a_page' },
    });
    expect(await bench.testPage('sandbox_ok.system')).toMatchObject({
      failure: { code: 'wrong_account_type' },
    });
    expect(await bench.testPage('sandbox_many_pages.page-104938271650002', PAGE)).toMatchObject({
      failure: { code: 'not_linked', providerCode: 'other_page' },
    });
  });

  it('lays a wrong secret of ours at our door', async () => {
    const secret = { accessToken: new SecretText(pageToken('ok')) };
    expect(await bench.facebook('guessed').test(secret, bench.ctx())).toMatchObject({
      outcome: 'unreachable',
      failure: { providerCode: 'our_app_refused' },
    });
  });

  it("keeps the chosen page's own token of an authorization, which has no end", async () => {
    const grant = await bench.opened(bench.facebook(), 'many_pages');
    expect(grant).toMatchObject({ ok: true, accessExpiresAt: null });
    expect(accountsOf(grant)).toMatchObject([
      { id: PAGE, name: 'Sandbox Clinic', unusable: null },
      { id: '104938271650002', unusable: null },
      { id: '104938271650003', unusable: expect.stringContaining('may not create content') as string },
    ]);
    const secret = grant.ok ? grant.secret : {};
    expect(Object.keys(secret)).toEqual([`accessToken@${PAGE}`, 'accessToken@104938271650002']);
    const chosen = { ...secret, accountId: new SecretText('104938271650002') };
    expect(await bench.facebook().test(chosen, bench.ctx())).toMatchObject({
      outcome: 'ok',
      account: { name: 'Sandbox Hospital' },
    });
    expect(await bench.facebook().test(secret, bench.ctx())).toMatchObject({
      failure: { providerCode: 'not_chosen' },
    });
    expect(bench.facebook().renew()).toBeNull();
  });

  it('reads pages by the hundred, and follows no address that holds a token', async () => {
    const calls = await bench.called(async () =>
      expect(accountsOf(await bench.opened(bench.facebook(), 'hundred_pages'))).toHaveLength(130),
    );
    expect(calls.filter((call) => call.endsWith('/me/accounts'))).toHaveLength(2);
  });

  it.each<[GraphScenario, object]>([
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
    expect(await bench.opened(bench.facebook(), scenario)).toMatchObject({ ok: false, failure });
  });
});
