import { OUR_ADDRESSES } from '../platform-addresses.js';
import { failure, FAILURE_CODES, WARNING_CODES } from '../test-report.js';
import { explainDelta, explainDeltaWarning } from './delta-guidance.js';
import { deltaSetupGuide } from './delta-setup-guide.js';

const ours = OUR_ADDRESSES.production;

describe(explainDelta.name, () => {
  it.each(FAILURE_CODES)('explains %s with a cause and something to do', (code) => {
    const { cause, remedy } = explainDelta(failure(code, 'profile'), ours);
    expect(cause).toMatch(/\.$/);
    expect(remedy.length).toBeGreaterThan(0);
  });

  it('names the address the exchange saw, and warns when it is none of ours', () => {
    const seen = (seenAddress: string) =>
      explainDelta(failure('ip_not_allowed', 'profile', { seenAddress }), ours);
    expect(seen('34.123.45.68').cause).toContain('34.123.45.68');
    expect(seen('34.123.45.68').remedy.join(' ')).toContain('34.123.45.67, 34.123.45.68, 34.123.45.69');
    expect(seen('34.123.45.68').remedy.join(' ')).not.toContain('engineering');
    expect(seen('9.9.9.9').remedy.join(' ')).toContain('9.9.9.9 is not on our own list');
  });

  it('says which way our clock is wrong and that the key is not at fault', () => {
    const words = (skewSeconds: number) =>
      explainDelta(failure('clock_skew', 'x', { skewSeconds }), ours).cause;
    expect(words(-61)).toContain('61 seconds behind theirs');
    expect(words(90)).toContain('90 seconds ahead of theirs');
    expect(words(90)).toContain('not the key');
  });

  it('names the missing permissions and the wait', () => {
    const lacking = failure('missing_permission', 'x', { missing: ['read', 'trade'] });
    expect(explainDelta(lacking, ours).cause).toContain('`read` and `trade`');
    const limited = failure('rate_limited', 'x', { retryAfterMs: 29_100 });
    expect(explainDelta(limited, ours).remedy.join(' ')).toContain('30 seconds');
    const down = failure('provider_unavailable', 'x', { providerCode: 'unavailable', httpStatus: 503 });
    expect(explainDelta(down, ours).cause).toContain('"unavailable", status 503');
  });

  it.each(WARNING_CODES)('explains the warning %s', (code) => {
    expect(explainDeltaWarning(code).remedy.length).toBeGreaterThan(0);
  });
});

describe(deltaSetupGuide.name, () => {
  it('lists the addresses of the environment and never asks for withdraw', () => {
    for (const deployment of ['production', 'staging', 'sandbox'] as const) {
      const guide = deltaSetupGuide(deployment, OUR_ADDRESSES[deployment]);
      expect(guide.addresses).toEqual(OUR_ADDRESSES[deployment]);
      expect(guide.steps.join(' ')).toContain(OUR_ADDRESSES[deployment].join(', '));
      expect(guide.permissions.map(({ name }) => name)).toEqual(['read', 'trade']);
      expect(guide.never).toEqual(['withdraw']);
      expect(guide.limits.map(({ value }) => value)).toEqual(['BTC', '1', '₹10,000']);
      expect(guide.reminders).toHaveLength(3);
      expect(guide.rotation).toContain('90 days');
    }
    expect(deltaSetupGuide('production', []).keyPage).toContain('//www.delta.exchange/');
  });
});
