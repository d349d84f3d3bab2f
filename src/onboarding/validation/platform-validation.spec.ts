import type { CredentialView, TestView } from '../../credentials/credential.views.js';
import { validationOf, type Standing } from './platform-validation.js';

const NOW = new Date('2026-03-02T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const test = (over: Partial<TestView>): TestView => ({
  id: 'test',
  credentialId: 'credential',
  customerId: 'customer',
  platform: 'instagram',
  trigger: 'ops',
  status: 'done',
  outcome: 'ok',
  code: null,
  message: null,
  remedy: [],
  missing: [],
  forbidden: [],
  warnings: [],
  observedAddress: null,
  attempt: 1,
  createdAt: minutesAgo(2),
  startedAt: minutesAgo(2),
  endedAt: new Date(minutesAgo(2).getTime() + 850),
  ...over,
});

const credential = (over: Partial<CredentialView>): CredentialView => ({
  id: 'credential',
  customerId: 'customer',
  platform: 'instagram',
  platformTitle: 'Instagram',
  status: 'active',
  environment: 'production',
  accountId: '178',
  accountName: 'doe.trading',
  scopes: ['instagram_basic', 'pages_show_list'],
  settings: {},
  setAt: minutesAgo(3),
  rotateBy: null,
  expiresAt: null,
  lastValidatedAt: minutesAgo(2),
  lastFailureCode: null,
  createdAt: minutesAgo(3),
  version: 1,
  lastTest: null,
  ...over,
});

const judge = (over: Partial<Standing>) =>
  validationOf(
    {
      platform: 'instagram',
      required: true,
      rules: { required: ['instagram_basic', 'pages_show_list'], forbidden: ['withdraw'] },
      credential: credential({}),
      tests: [test({})],
      ...over,
    },
    NOW,
  );

describe('a platform on the validation page', () => {
  it('is fresh up to five minutes after its test, and only while active', () => {
    const at = (minutes: number, status = 'active') =>
      judge({ credential: credential({ status, lastValidatedAt: minutesAgo(minutes) }) }).fresh;
    expect([at(2), at(5), at(5.02), at(2, 'invalid')]).toEqual([true, true, false, false]);
  });

  it('is missing with its permissions unknown while nothing was given', () => {
    expect(judge({ credential: undefined, tests: [] })).toMatchObject({
      title: 'Instagram',
      status: 'missing',
      fresh: false,
      account: null,
      scopes: [
        { name: 'instagram_basic', standing: 'unknown' },
        { name: 'pages_show_list', standing: 'unknown' },
      ],
    });
  });

  it('tells each permission: granted, missing by the test, missing from what was proven, forbidden', () => {
    expect(judge({}).scopes.map(({ standing }) => standing)).toEqual(['granted', 'granted']);
    const refused = test({ outcome: 'rejected', code: 'missing_permission', missing: ['instagram_basic'] });
    expect(judge({ tests: [refused] }).scopes[0]).toEqual({ name: 'instagram_basic', standing: 'missing' });
    const less = credential({ scopes: ['instagram_basic'] });
    expect(judge({ credential: less }).scopes[1]).toEqual({ name: 'pages_show_list', standing: 'missing' });
    const more = test({ outcome: 'rejected', forbidden: ['withdraw'] });
    expect(judge({ tests: [more] }).scopes[2]).toEqual({ name: 'withdraw', standing: 'forbidden' });
  });

  it('takes cause and remedy from the newest test that ended, while another runs', () => {
    const running = test({ id: 'next', status: 'running', outcome: null, endedAt: null });
    const failed = test({
      outcome: 'rejected',
      code: 'revoked',
      message: 'Withdrawn.',
      remedy: ['Connect again.'],
    });
    expect(judge({ tests: [running, failed, test({})] })).toMatchObject({
      testing: true,
      cause: 'Withdrawn.',
      remedy: ['Connect again.'],
      tests: [
        { id: 'next', outcome: 'running', tookMs: null },
        { outcome: 'rejected', code: 'revoked', tookMs: 850 },
        { outcome: 'ok' },
      ],
    });
    expect(judge({ tests: [test({}), failed] })).toMatchObject({ cause: null, remedy: [], testing: false });
  });
});
