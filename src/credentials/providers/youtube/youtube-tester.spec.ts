import { inspect } from 'node:util';

import type { HttpLogLine } from '../../../platform/http/http-outcome.js';
import { ProviderHttp } from '../../../platform/http/provider-http.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { startGoogleSandbox } from '../../../sandbox/google/google-sandbox.js';
import { GOOGLE_SCENARIOS, type GoogleScenario } from '../../../sandbox/google/google-scenarios.js';
import { STAND_IN_APP } from '../../../sandbox/http/stand-in-app.js';
import type { StandInServer } from '../../../sandbox/http/stand-in-server.js';
import type { OAuthTokens } from '../oauth-door.js';
import { FAILURE_CODES, failure, WARNING_CODES } from '../test-report.js';
import { YouTubeTester } from './youtube-tester.js';

const clock = { now: () => new Date('2026-02-12T10:00:00Z') };
const CLINIC = 'UCsandboxClinic000000001';
const HOSPITAL = 'UCsandboxHospital0000002';
let google: StandInServer;
let http: ProviderHttp;
const lines: HttpLogLine[] = [];

beforeAll(async () => {
  google = await startGoogleSandbox(clock);
  http = new ProviderHttp({ origins: [google.url], log: (line) => lines.push(line) });
});
afterAll(async () => {
  await http.onApplicationShutdown();
  await google.close();
});

const tester = (clientId: string = STAND_IN_APP.clientId) =>
  new YouTubeTester({
    hosts: { authorize: google.url, token: google.url, api: google.url },
    clientId,
    clientSecret: new SecretText(STAND_IN_APP.clientSecret),
    environment: 'sandbox',
  });
const ctx = () => ({ signal: new AbortController().signal, clock, http });
const secretOf = (scenario: string, accountId?: string, more = '') => ({
  accessToken: new SecretText(`ya29.sandbox_${scenario}`),
  refreshToken: new SecretText(`1//sandbox_${scenario}${more}`),
  ...(accountId === undefined ? {} : { accountId: new SecretText(accountId) }),
});
const run = (scenario: GoogleScenario, accountId?: string) =>
  tester().test(secretOf(scenario, accountId), ctx());

describe(YouTubeTester.name, () => {
  it('proves renewal, app, scopes and channel, and uploads nothing', async () => {
    const before = google.calls().length;
    expect(await run('ok')).toEqual({
      outcome: 'ok',
      account: { id: CLINIC, name: 'Sandbox Clinic' },
      scopes: ['youtube.upload', 'youtube.readonly'],
      expiresAt: null,
      warnings: [],
    });
    expect(google.calls().slice(before)).toEqual([
      'POST /token',
      'POST /tokeninfo',
      'GET /youtube/v3/channels',
    ]);
  });

  it.each<[GoogleScenario, string | undefined, object]>([
    ['ok', undefined, { outcome: 'ok', account: { id: CLINIC } }],
    ['access_expired_refresh_ok', CLINIC, { outcome: 'ok', account: { id: CLINIC } }],
    ['two_channels', HOSPITAL, { outcome: 'ok', account: { id: HOSPITAL, name: 'Sandbox Hospital' } }],
    ['two_channels', undefined, { outcome: 'rejected', failure: { code: 'not_linked' } }],
    ['ok', 'unread', { outcome: 'ok', account: { id: CLINIC } }],
    ['refresh_dead', CLINIC, { outcome: 'rejected', failure: { code: 'expired', httpStatus: 400 } }],
    ['no_channel', undefined, { outcome: 'rejected', failure: { code: 'wrong_account_type' } }],
    [
      'signup_required',
      undefined,
      { outcome: 'rejected', failure: { code: 'wrong_account_type', providerCode: 'youtubeSignupRequired' } },
    ],
    ['suspended', undefined, { outcome: 'rejected', failure: { code: 'account_blocked', httpStatus: 403 } }],
    ['other_aud', undefined, { outcome: 'rejected', failure: { code: 'wrong_app', step: 'the token' } }],
    ['channel_mismatch', CLINIC, { outcome: 'rejected', failure: { code: 'not_linked' } }],
    [
      'quota',
      undefined,
      { outcome: 'unreachable', failure: { code: 'rate_limited', retryAfterMs: 22 * 3_600_000 } },
    ],
    ['html_502', undefined, { outcome: 'unreachable', failure: { providerCode: 'not_json' } }],
  ])('ends %s (channel %s) as documented', async (scenario, accountId, report) => {
    expect(await run(scenario, accountId)).toMatchObject(report);
  });

  it('names the box that was left unticked, by the name people know', async () => {
    for (const [letters, missing] of [
      ['r', 'youtube.upload'],
      ['u', 'youtube.readonly'],
    ]) {
      const report = await tester().test(secretOf('ok', undefined, `.${letters}.grant`), ctx());
      expect(report).toMatchObject({
        outcome: 'rejected',
        failure: { code: 'missing_permission', missing: [missing] },
      });
    }
  });

  it('lays a wrong client of ours at our door, in words too', async () => {
    const report = await tester('another').test(secretOf('ok'), ctx());
    expect(report).toMatchObject({ outcome: 'unreachable', failure: { providerCode: 'invalid_client' } });
    const { cause } = tester().explain(
      failure('provider_unavailable', 'x', { providerCode: 'invalid_client', httpStatus: 401 }),
    );
    expect(cause).toContain('The fault is ours');
  });

  it('counts units a day as Google does', async () => {
    const small = await startGoogleSandbox(clock, { units: 1 });
    const asked = new ProviderHttp({ origins: [small.url], log: () => undefined });
    const hosts = { authorize: small.url, token: small.url, api: small.url };
    const { clientId } = STAND_IN_APP;
    const clientSecret = new SecretText(STAND_IN_APP.clientSecret);
    const there = new YouTubeTester({ hosts, clientId, clientSecret, environment: 'sandbox' });
    const test = () => there.test(secretOf('ok'), { ...ctx(), http: asked });
    expect(await test()).toMatchObject({ outcome: 'ok' });
    expect(await test()).toMatchObject({ outcome: 'unreachable', failure: { code: 'rate_limited' } });
    await asked.onApplicationShutdown();
    await small.close();
  });

  it('renews by the refresh token, which stays; a dead one is for a person', async () => {
    const renewed = await tester().renew(secretOf('ok'), ctx());
    expect(renewed).toMatchObject({ outcome: 'ok', accessExpiresAt: new Date('2026-02-12T10:59:59Z') });
    expect(Object.keys(renewed.outcome === 'ok' ? renewed.secret : {})).toEqual(['accessToken']);
    expect(await tester().renew(secretOf('refresh_dead'), ctx())).toMatchObject({
      outcome: 'rejected',
      failure: { code: 'expired', providerCode: 'invalid_grant' },
    });
    expect(await tester('another').renew(secretOf('ok'), ctx())).toMatchObject({ outcome: 'unreachable' });
  });

  it('lets go: the grant is over for every token of it', async () => {
    const secret = secretOf('ok', undefined, '.ur.leaving');
    expect(await tester().letGo(secret, ctx())).toBe('told');
    expect(await tester().test(secret, ctx())).toMatchObject({ failure: { code: 'expired' } });
    expect(await tester().letGo(secret, ctx())).toBe('not_told');
  });

  it('opens what a consent gave: scopes, lasting access, channels', async () => {
    const given = (scenario: string, more: Partial<OAuthTokens> = {}) =>
      tester().oauth.open({ ...secretOf(scenario), accessExpiresAt: null, scopes: null, ...more }, ctx());
    const clinic = { id: CLINIC, name: 'Sandbox Clinic', detail: '@sandboxclinic', unusable: null };
    expect(await given('ok')).toMatchObject({ ok: true, accounts: [clinic] });
    expect(await given('two_channels')).toMatchObject({ ok: true, accounts: [clinic, { id: HOSPITAL }] });
    expect(await given('quota')).toMatchObject({ ok: true, accounts: [{ id: 'unread' }] });
    const scopes = ['https://www.googleapis.com/auth/youtube.readonly'];
    expect(await given('ok', { scopes })).toMatchObject({
      ok: false,
      failure: { code: 'missing_permission', missing: ['youtube.upload'] },
    });
    expect(await given('ok', { refreshToken: null })).toMatchObject({
      ok: false,
      failure: { code: 'missing_permission', providerCode: 'no_refresh_token' },
    });
    expect(await given('suspended')).toMatchObject({ ok: false, failure: { code: 'account_blocked' } });
    const wide = ['https://www.googleapis.com/auth/youtube.force-ssl'];
    expect(await given('ok', { scopes: wide })).toMatchObject({ ok: true });
  });

  it('takes both tokens, with or without a channel, and nothing that has a gap in it', () => {
    const [accessToken, refreshToken] = ['ya29.x', '1//x'];
    expect(tester().parseSecret({ accessToken: ` ${accessToken}\n`, refreshToken })).toMatchObject({
      ok: true,
    });
    expect(tester().parseSecret({ accessToken })).toMatchObject({
      ok: false,
      problems: [{ field: 'refreshToken' }],
    });
    expect(tester().parseSecret({ accessToken, refreshToken: '1// x' })).toMatchObject({ ok: false });
  });

  it('explains every failure, warning and denial', () => {
    const guides = [
      ...FAILURE_CODES.map((code) => tester().explain(failure(code, 'x'))),
      ...['no_refresh_token', 'accountDelegationForbidden', 'youtubeSignupRequired'].flatMap((providerCode) =>
        (['missing_permission', 'account_blocked', 'wrong_account_type'] as const).map((code) =>
          tester().explain(failure(code, 'x', { providerCode })),
        ),
      ),
      ...WARNING_CODES.map((code) => tester().explainWarning(code)),
      ...['access_denied', 'admin_policy_enforced', 'invalid_scope', 'other'].map((error) =>
        tester().oauth.explainDenial(error),
      ),
    ];
    for (const { cause, remedy } of guides) {
      expect(cause).toMatch(/^[A-Z].*\.$/);
      expect(remedy.length).toBeGreaterThan(0);
    }
    const lasting = tester().explain(
      failure('missing_permission', 'x', { providerCode: 'no_refresh_token' }),
    );
    expect(lasting.remedy[0]).toContain('remove its access');
  });

  it('leaves no token in reports, explanations or logs', async () => {
    lines.length = 0;
    const shown: unknown[] = [];
    for (const { name } of GOOGLE_SCENARIOS) {
      const report = await run(name);
      shown.push(report, report.outcome === 'ok' ? null : tester().explain(report.failure));
    }
    expect(lines.length).toBeGreaterThan(20);
    expect(inspect([shown, lines], { depth: 9, maxArrayLength: null })).not.toMatch(/sandbox_|app-secret/);
  });
});
