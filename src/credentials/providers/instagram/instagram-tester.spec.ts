import { accountsOf, ACCOUNT, GraphBench, type GraphScenario } from '../../../../test/support/graph-bench.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { SOMEBODY } from '../../../sandbox/graph/graph-tokens.js';
import { InstagramTester } from './instagram-tester.js';

let bench: GraphBench;
beforeAll(async () => {
  bench = await GraphBench.start();
});
afterAll(() => bench?.close());

describe(InstagramTester.name, () => {
  it('proves token, account and the right to publish by reading, and posts nothing', async () => {
    const calls = await bench.called(async () =>
      expect(await bench.testAccount('sandbox_ok')).toMatchObject({
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

  it.each<[GraphScenario, string, object]>([
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
    expect(await bench.testAccount(`sandbox_${scenario}`)).toMatchObject({ outcome, failure });
  });

  it('finds the only account of an integration, and says when there is none or a choice', async () => {
    const alone = (scenario: GraphScenario) => bench.testAccount(`sandbox_${scenario}`, '');
    expect(await alone('ok')).toMatchObject({ outcome: 'ok', account: { id: ACCOUNT } });
    expect(await alone('personal_no_ig_link')).toMatchObject({
      outcome: 'rejected',
      failure: { code: 'wrong_account_type', providerCode: 'no_linked_account' },
    });
    expect(await alone('no_pages')).toMatchObject({ failure: { code: 'wrong_account_type' } });
    expect(await alone('many_pages')).toMatchObject({ failure: { providerCode: 'not_chosen' } });
    expect(await bench.testAccount('sandbox_never_expires')).toMatchObject({
      outcome: 'ok',
      expiresAt: null,
    });
    expect(await bench.testAccount('sandbox_ok', '17841400000000009')).toMatchObject({
      failure: { code: 'not_linked' },
    });
  });

  it("keeps a person's lasting token of an authorization, and offers what is linked", async () => {
    const grant = await bench.opened(bench.instagram(), 'many_pages');
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

  it.each<[GraphScenario, object]>([
    ['personal_no_ig_link', { code: 'wrong_account_type', providerCode: 'no_linked_account' }],
    ['no_pages', { code: 'wrong_account_type', providerCode: 'no_pages' }],
    ['no_task', { code: 'missing_permission', providerCode: 'no_task' }],
    ['scope_missing', { code: 'missing_permission', providerCode: 'declined' }],
  ])('refuses the authorization of %s before anything is kept', async (scenario, failure) => {
    expect(await bench.opened(bench.instagram(), scenario)).toMatchObject({ ok: false, failure });
  });

  it('exchanges its token while it lives', async () => {
    const renew = (text: string) =>
      bench.instagram().renew({ accessToken: new SecretText(text) }, bench.ctx());
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
