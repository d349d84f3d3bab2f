import { inspect } from 'node:util';

import type { HttpLogLine } from '../../../platform/http/http-outcome.js';
import { ProviderHttp } from '../../../platform/http/provider-http.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { type DeltaScenario, DELTA_TRAINING_KEYS } from '../../../sandbox/delta/delta-accounts.js';
import { type DeltaSandbox, startDeltaSandbox } from '../../../sandbox/delta/delta-sandbox.js';
import type { TestReport } from '../test-report.js';
import { DeltaTester } from './delta-tester.js';

const clock = { now: () => new Date('2026-02-12T10:00:00.400Z') };
let exchange: DeltaSandbox;
let http: ProviderHttp;
const lines: HttpLogLine[] = [];

beforeAll(async () => {
  exchange = await startDeltaSandbox({ clock });
  http = new ProviderHttp({ origins: [exchange.url], log: (line) => lines.push(line) });
});
afterAll(async () => {
  await http.onApplicationShutdown();
  await exchange.close();
});

const tester = () => new DeltaTester({ baseUrl: exchange.url, deployment: 'sandbox' });

async function run(apiKey: string, apiSecret: string, ourClock = clock): Promise<TestReport> {
  const secret = { apiKey: new SecretText(apiKey), apiSecret: new SecretText(apiSecret) };
  return tester().test(secret, { signal: new AbortController().signal, clock: ourClock, http });
}

function runScenario(scenario: DeltaScenario): Promise<TestReport> {
  const row = DELTA_TRAINING_KEYS.find((key) => key.scenario === scenario);
  if (!row) throw new Error(`no key for ${scenario}`);
  return run(row.apiKey, row.apiSecret);
}

describe(DeltaTester.name, () => {
  it('proves a trading key, its account and its permissions, and places no order', async () => {
    const before = exchange.calls().length;
    const report = await runScenario('ok_trade');
    expect(report).toEqual({
      outcome: 'ok',
      account: { id: expect.stringMatching(/^\d+$/) as string, name: 'Main' },
      scopes: ['read', 'trade'],
      expiresAt: null,
      warnings: [],
    });
    expect(exchange.calls().slice(before)).toEqual([
      'GET /v2/users/trading_preferences',
      'GET /v2/profile',
      'GET /v2/wallet/balances',
      'GET /v2/products/BTCUSD',
      'DELETE /v2/orders',
    ]);
  });

  it('passes an account without money, with a warning', async () => {
    expect(await runScenario('unfunded')).toMatchObject({ outcome: 'ok', warnings: ['not_funded'] });
  });

  it.each<[DeltaScenario, object]>([
    ['ok_read_only', { code: 'missing_permission', missing: ['trade'], step: 'permission to trade' }],
    ['unknown_key', { code: 'invalid_token', providerCode: 'invalid_api_key', httpStatus: 401 }],
    ['wrong_secret', { code: 'signature_mismatch', providerCode: 'Signature Mismatch' }],
    ['ip_blocked', { code: 'ip_not_allowed', seenAddress: '127.0.0.1' }],
    ['no_kyc', { code: 'account_blocked', step: 'profile' }],
    ['string_error', { code: 'invalid_token', providerCode: 'unauthorized' }],
  ])('rejects %s', async (scenario, failure) => {
    expect(await runScenario(scenario)).toMatchObject({ outcome: 'rejected', failure });
  });

  it.each<[DeltaScenario, object]>([
    ['skew', { code: 'clock_skew', skewSeconds: -61 }],
    ['ratelimit', { code: 'rate_limited', retryAfterMs: 30_000, httpStatus: 429 }],
    ['cdn_html_403', { code: 'provider_unavailable', providerCode: 'not_json', httpStatus: 403 }],
    ['unavailable_503', { code: 'provider_unavailable', providerCode: 'unavailable', httpStatus: 503 }],
    ['dropped', { code: 'provider_unavailable', providerCode: 'network', httpStatus: null }],
  ])('cannot tell for %s', async (scenario, failure) => {
    expect(await runScenario(scenario)).toMatchObject({ outcome: 'unreachable', failure });
  });

  it('covers every training key with the outcome its row promises', async () => {
    for (const { apiKey, apiSecret, shows } of DELTA_TRAINING_KEYS) {
      const { outcome } = await run(apiKey, apiSecret);
      expect(`${apiKey}: ${outcome}`).toBe(
        `${apiKey}: ${/^passes/.test(shows) ? 'ok' : shows.split(':')[0]}`,
      );
    }
  });

  it('tells a secret with a slip from a good one, and keys of trainees apart', async () => {
    const slip = await run('sandbox_ok_trade', 'sandbox_secret_ok_trad');
    expect(slip).toMatchObject({ outcome: 'rejected', failure: { code: 'signature_mismatch' } });
    expect(await run('sandbox_ok_trade-anna7', 'sandbox_secret_ok_trade-anna7')).toMatchObject({
      outcome: 'ok',
    });
    expect(await run('sandbox_ok_trade-anna7', 'sandbox_secret_ok_trade')).toMatchObject({
      outcome: 'rejected',
    });
  });

  it('lays a wrong clock of ours at our door, not the key’s', async () => {
    const fast = { now: () => new Date(clock.now().getTime() + 90_000) };
    const report = await run('sandbox_ok_trade', 'sandbox_secret_ok_trade', fast);
    expect(report).toMatchObject({
      outcome: 'unreachable',
      failure: { code: 'clock_skew', skewSeconds: 90 },
    });
  });

  it('signs once more when a slow network made the first signature late', async () => {
    const instants = [clock.now().getTime() - 9_000];
    const slowOnce = { now: () => new Date(instants.shift() ?? clock.now()) };
    expect(await run('sandbox_ok_trade', 'sandbox_secret_ok_trade', slowOnce)).toMatchObject({
      outcome: 'ok',
    });
  });

  it('calls a closed exchange unreachable', async () => {
    const gone = await startDeltaSandbox({ clock });
    await gone.close();
    const lonely = new ProviderHttp({ origins: [gone.url], log: () => undefined });
    const secret = { apiKey: new SecretText('k'), apiSecret: new SecretText('s') };
    const report = await new DeltaTester({
      baseUrl: gone.url,
      deployment: 'sandbox',
    }).test(secret, {
      signal: new AbortController().signal,
      clock,
      http: lonely,
    });
    await lonely.onApplicationShutdown();
    expect(report).toMatchObject({ outcome: 'unreachable', failure: { providerCode: 'refused' } });
  });

  it('ends with the job’s reason when the job is stopped', async () => {
    const secret = { apiKey: new SecretText('k'), apiSecret: new SecretText('s') };
    const signal = AbortSignal.abort(new Error('worker stops'));
    await expect(tester().test(secret, { signal, clock, http })).rejects.toThrow('worker stops');
  });

  it('leaves no key, secret or signature in reports, explanations or logs', async () => {
    lines.length = 0;
    const shown: unknown[] = [];
    for (const { apiKey, apiSecret } of DELTA_TRAINING_KEYS) {
      const report = await run(apiKey, apiSecret);
      shown.push(report, report.outcome === 'ok' ? null : tester().explain(report.failure, ['127.0.0.1']));
    }
    const text = inspect([shown, lines], { depth: 9, maxArrayLength: null });
    expect(lines.length).toBeGreaterThan(20);
    expect(text).not.toMatch(/sandbox_|[0-9a-f]{64}|trader@sandbox/);
  });
});
