import { inspect } from 'node:util';

import type { HttpLogLine } from '../../../platform/http/http-outcome.js';
import { ProviderHttp } from '../../../platform/http/provider-http.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { STAND_IN_APP } from '../../../sandbox/http/stand-in-app.js';
import type { StandInServer } from '../../../sandbox/http/stand-in-server.js';
import { startLinkedInSandbox } from '../../../sandbox/linkedin/linkedin-sandbox.js';
import {
  LINKEDIN_SCENARIOS,
  tokenFor,
  type LinkedInScenario,
} from '../../../sandbox/linkedin/linkedin-scenarios.js';
import type { SecretOf } from '../platforms.js';
import { LinkedInTester } from './linkedin-tester.js';

const clock = { now: () => new Date('2026-02-12T10:00:00Z') };
let linkedin: StandInServer;
let http: ProviderHttp;
const lines: HttpLogLine[] = [];

beforeAll(async () => {
  linkedin = await startLinkedInSandbox(clock);
  http = new ProviderHttp({ origins: [linkedin.url], log: (line) => lines.push(line) });
});
afterAll(async () => {
  await http.onApplicationShutdown();
  await linkedin.close();
});

const tester = (clientId: string = STAND_IN_APP.clientId) =>
  new LinkedInTester({
    hosts: { authorize: linkedin.url, token: linkedin.url, api: linkedin.url },
    clientId,
    clientSecret: new SecretText(STAND_IN_APP.clientSecret),
    version: '202610',
    environment: 'sandbox',
  });
const ctx = () => ({ signal: new AbortController().signal, clock, http });
const run = (accessToken: string, accountId?: string) => {
  const secret: SecretOf<'linkedin'> = {
    accessToken: new SecretText(accessToken),
    ...(accountId === undefined ? {} : { accountId: new SecretText(accountId) }),
  };
  return tester().test(secret, ctx());
};
const runScenario = (scenario: LinkedInScenario) => run(`sandbox_${scenario}`);

describe(LinkedInTester.name, () => {
  it('proves token, scopes, role and page, and posts nothing', async () => {
    const before = linkedin.calls().length;
    expect(await runScenario('ok_admin')).toEqual({
      outcome: 'ok',
      account: { id: '11223344', name: 'Sandbox Clinic' },
      scopes: ['w_member_social', 'w_organization_social', 'r_organization_admin'],
      expiresAt: new Date('2026-04-13T09:00:00.000Z'),
      warnings: [],
    });
    expect(linkedin.calls().slice(before)).toEqual([
      'POST /oauth/v2/introspectToken',
      'GET /rest/organizationAcls',
      'GET /rest/organizations/11223344',
    ]);
  });

  it.each<[LinkedInScenario, object]>([
    ['analyst_only', { code: 'missing_permission', step: 'the organization' }],
    ['no_org', { code: 'wrong_account_type' }],
    ['requested_only', { code: 'wrong_account_type' }],
    ['expired', { code: 'expired', providerCode: 'expired' }],
    ['revoked', { code: 'revoked' }],
    ['invalid', { code: 'invalid_token' }],
    ['scope_missing', { code: 'missing_permission', missing: ['w_organization_social'] }],
    ['many_pages', { code: 'not_linked' }],
  ])('rejects %s', async (scenario, failure) => {
    expect(await runScenario(scenario)).toMatchObject({ outcome: 'rejected', failure });
  });

  it.each<[LinkedInScenario, object]>([
    ['throttled', { code: 'rate_limited', httpStatus: 429 }],
    ['old_version', { code: 'provider_unavailable', providerCode: 'NONEXISTENT_VERSION' }],
    ['html_502', { code: 'provider_unavailable', providerCode: 'not_json' }],
  ])('cannot tell for %s', async (scenario, failure) => {
    expect(await runScenario(scenario)).toMatchObject({ outcome: 'unreachable', failure });
  });

  it('passes without the right to read roles, and warns', async () => {
    expect(await runScenario('no_admin_scope')).toMatchObject({
      outcome: 'ok',
      account: { id: 'unread' },
      warnings: ['role_unreadable'],
    });
  });

  it('follows the page that was chosen, and says when it is out of reach', async () => {
    expect(await run('sandbox_many_pages', '55667788')).toMatchObject({
      outcome: 'ok',
      account: { id: '55667788', name: 'Sandbox Hospital' },
    });
    expect(await run('sandbox_many_pages', '99887766')).toMatchObject({
      failure: { code: 'missing_permission', missing: ['the role of an administrator'] },
    });
    expect(await run('sandbox_ok_admin', '1')).toMatchObject({ failure: { code: 'not_linked' } });
  });

  it('waits for a token so new that LinkedIn does not know it everywhere yet', async () => {
    const token = tokenFor('fresh_token_401_once', clock.now(), 'abc');
    expect(await run(token)).toMatchObject({
      outcome: 'unreachable',
      failure: { providerCode: 'fresh_token' },
    });
    expect(await run(token)).toMatchObject({ outcome: 'ok' });
  });

  it('lays a wrong app id of ours at our door', async () => {
    const secret = { accessToken: new SecretText('sandbox_ok_admin') };
    expect(await tester('another').test(secret, ctx())).toMatchObject({
      outcome: 'unreachable',
      failure: { providerCode: 'our_app_refused' },
    });
  });

  it('renews by a refresh token where there is one, and lets go', async () => {
    const accessToken = new SecretText('sandbox_ok_admin.1770000000.once');
    expect(tester().renew({ accessToken }, ctx())).toBeNull();
    const refreshToken = new SecretText('sandbox_ok_admin');
    const renewed = await tester().renew({ accessToken, refreshToken }, ctx());
    expect(renewed).toMatchObject({ outcome: 'ok', accessExpiresAt: new Date('2026-04-13T10:00:00Z') });
    const dead = await tester().renew({ accessToken, refreshToken: new SecretText('other') }, ctx());
    expect(dead).toMatchObject({ outcome: 'rejected', failure: { code: 'expired' } });
    expect(await tester().letGo({ accessToken }, ctx())).toBe('told');
    expect(await run(accessToken.reveal())).toMatchObject({ failure: { code: 'revoked' } });
  });

  it('explains every end, and leaves no token in reports, explanations or logs', async () => {
    lines.length = 0;
    const shown: unknown[] = [];
    for (const { name } of LINKEDIN_SCENARIOS) {
      const report = await runScenario(name);
      shown.push(report, report.outcome === 'ok' ? null : tester().explain(report.failure));
    }
    expect(lines.length).toBeGreaterThan(20);
    expect(inspect([shown, lines], { depth: 9, maxArrayLength: null })).not.toMatch(/sandbox_|app-secret/);
  });
});
