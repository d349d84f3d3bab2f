import type { HttpLogLine } from '../../../platform/http/http-outcome.js';
import { ProviderHttp } from '../../../platform/http/provider-http.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { startGraphSandbox } from '../../../sandbox/graph/graph-sandbox.js';
import { makeGraphToken, SOMEBODY } from '../../../sandbox/graph/graph-tokens.js';
import {
  OTHER_WABA,
  SANDBOX_NUMBER,
  SANDBOX_WABA,
  WHATSAPP_SCENARIOS,
} from '../../../sandbox/graph/whatsapp-scenarios.js';
import { STAND_IN_APP } from '../../../sandbox/http/stand-in-app.js';
import type { StandInServer } from '../../../sandbox/http/stand-in-server.js';
import { FAILURE_CODES, failure, WARNING_CODES } from '../test-report.js';
import { WhatsAppTester } from './whatsapp-tester.js';

const clock = { now: () => new Date('2026-02-12T10:00:00Z') };
type Scenario = (typeof WHATSAPP_SCENARIOS)[number]['name'];
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

const tester = (clientSecret: string = STAND_IN_APP.clientSecret) =>
  new WhatsAppTester({
    hosts: { authorize: graph.url, graph: graph.url },
    clientId: STAND_IN_APP.clientId,
    clientSecret: new SecretText(clientSecret),
    version: 'v25.0',
    environment: 'sandbox',
  });
const ctx = () => ({ signal: new AbortController().signal, clock, http });
const secret = (accessToken: string, phoneNumberId = SANDBOX_NUMBER, wabaId = SANDBOX_WABA) => ({
  accessToken: new SecretText(accessToken),
  phoneNumberId: new SecretText(phoneNumberId),
  wabaId: new SecretText(wabaId),
});
const test = (accessToken: string, ...ids: string[]) => tester().test(secret(accessToken, ...ids), ctx());
const of = (scenario: Scenario) => test(`sandbox_${scenario}.system`);
const account = { id: SANDBOX_NUMBER, name: 'Sandbox Clinic (+91 22 5550 0199)' };

/** What each scenario of the stand-in must end as; the compiler asks for all of them. */
const ENDS: Readonly<Record<Scenario, object>> = {
  ok: { outcome: 'ok', account, warnings: [], expiresAt: null },
  own_app: { outcome: 'ok', account, warnings: [], expiresAt: null, holderId: null },
  sandbox: { outcome: 'ok', account, warnings: ['sandbox_number'] },
  quality_red: { outcome: 'ok', account, warnings: ['quality_low'] },
  name_pending: { outcome: 'ok', account, warnings: ['name_not_approved'] },
  unregistered: { outcome: 'ok', account, warnings: ['number_not_connected'] },
  scope_missing: rejected('missing_permission', { missing: ['whatsapp_business_messaging'] }),
  phone_not_in_waba: rejected('account_mismatch', { providerCode: 'phone_not_in_waba' }),
  granular_other_target: rejected('not_linked', { providerCode: 'granular_scopes' }),
  banned: rejected('account_blocked', { step: 'the phone number', providerCode: 'BANNED' }),
  review_rejected: rejected('account_blocked', { providerCode: 'review_rejected' }),
  on_premise: rejected('wrong_account_type', { providerCode: 'ON_PREMISE' }),
  expired: rejected('expired', { providerCode: '190/463' }),
  revoked: rejected('revoked', { providerCode: '190/458' }),
  malformed: rejected('invalid_token', { providerCode: '190' }),
  other_app: rejected('wrong_app', { providerCode: '100' }),
  rate: unreachable('rate_limited', { providerCode: '4', httpStatus: 403 }),
  rate_business: unreachable('rate_limited', {
    providerCode: '80008',
    httpStatus: 429,
    retryAfterMs: 720_000,
  }),
  transient: unreachable('provider_unavailable', { providerCode: '2' }),
  html_502: unreachable('provider_unavailable', { providerCode: 'not_json', httpStatus: 502 }),
};
function rejected(code: string, facts: object) {
  return { outcome: 'rejected', failure: { code, ...facts }, warnings: [] };
}
function unreachable(code: string, facts: object) {
  return { outcome: 'unreachable', failure: { code, ...facts }, warnings: [] };
}

describe(WhatsAppTester.name, () => {
  it('proves token, number and account by reading, and sends nothing', async () => {
    const before = graph.calls().length;
    const report = await of('ok');
    expect(report).toMatchObject({ holderId: SOMEBODY });
    expect(report.outcome === 'ok' && report.scopes).toEqual(
      expect.arrayContaining(['whatsapp_business_management', 'whatsapp_business_messaging']),
    );
    expect(graph.calls().slice(before)).toEqual([
      'GET /v25.0/debug_token',
      `GET /v25.0/${SANDBOX_NUMBER}`,
      `GET /v25.0/${SANDBOX_WABA}`,
      `GET /v25.0/${SANDBOX_WABA}/phone_numbers`,
    ]);
  });

  it.each(WHATSAPP_SCENARIOS.map(({ name }) => name))('ends as documented for %s', async (scenario) => {
    expect(await of(scenario)).toMatchObject(ENDS[scenario]);
  });

  it('knows when a token of a person ends', async () => {
    expect(await test('sandbox_ok.long')).toMatchObject({
      outcome: 'ok',
      expiresAt: new Date('2026-04-13T09:00:00.000Z'),
    });
  });

  it('refuses a page’s token, ids of others, and ids that were swapped', async () => {
    expect(await test('sandbox_ok.page-104938271650001')).toMatchObject(
      rejected('wrong_account_type', { step: 'the token', providerCode: 'PAGE' }),
    );
    expect(await test('sandbox_ok.system', '106540352249999')).toMatchObject(
      rejected('not_linked', { step: 'the phone number', providerCode: '100/33' }),
    );
    expect(await test('sandbox_ok.system', SANDBOX_NUMBER, OTHER_WABA)).toMatchObject(
      rejected('not_linked', { step: 'the business account' }),
    );
    expect(await test('sandbox_own_app.system', SANDBOX_WABA, SANDBOX_NUMBER)).toMatchObject(
      rejected('wrong_account_type', { step: 'the phone number', providerCode: '100' }),
    );
  });

  it('names a permission that the token of the customer’s own app lacks', async () => {
    const made = { scenario: 'own_app', kind: 'system', person: SOMEBODY, at: clock.now() } as const;
    const token = makeGraphToken({ ...made, asked: ['whatsapp_business_messaging'] });
    expect(await test(token)).toMatchObject(
      rejected('missing_permission', { missing: ['whatsapp_business_management'] }),
    );
  });

  it('lays a wrong secret of ours at our door', async () => {
    expect(await tester('guessed').test(secret('sandbox_ok.system'), ctx())).toMatchObject(
      unreachable('provider_unavailable', { providerCode: 'our_app_refused' }),
    );
  });

  it('trims ends, and refuses whitespace inside and what is no id before any call', () => {
    const given = { accessToken: ' EAAB1 ', phoneNumberId: '\n106540352240001', wabaId: '215489637200001 ' };
    const parsed = tester().parseSecret(given);
    expect(parsed.ok && parsed.secret.accessToken.reveal()).toBe('EAAB1');
    const refused = tester().parseSecret({
      accessToken: 'EAAB 1',
      phoneNumberId: '+91 22 5550 0199',
      wabaId: '21548963720000x',
    });
    expect(refused.ok ? [] : refused.problems.map(({ field, text }) => [field, text])).toEqual([
      ['accessToken', expect.stringContaining('space or line break inside')],
      ['phoneNumberId', expect.stringContaining('space or line break inside')],
      ['wabaId', expect.stringContaining('WhatsApp Business Account ID')],
    ]);
  });

  it('has words for every end and warning, which quote no token', async () => {
    const spoken = [
      ...FAILURE_CODES.map((code) => tester().explain(failure(code, 'the token'))),
      ...WARNING_CODES.map((code) => tester().explainWarning(code)),
    ];
    for (const { cause, remedy } of spoken) expect([cause, ...remedy].join('')).not.toMatch(/undefined|null/);
    const swapped = failure('wrong_account_type', 'the phone number', { providerCode: '100' });
    expect(tester().explain(swapped).cause).toContain('swapped');
    const mismatch = failure('account_mismatch', 'x', { providerCode: 'phone_not_in_waba' });
    expect(tester().explain(mismatch).cause).toContain('does not belong to this WhatsApp Business account');
    const banned = failure('account_blocked', 'x', { providerCode: 'BANNED' });
    expect(tester().explain(banned).cause).toContain('banned');
    expect(tester().renew()).toBeNull();
    expect(await tester().letGo()).toBe('not_told');
    expect(JSON.stringify(lines)).not.toContain('sandbox_');
  });
});
