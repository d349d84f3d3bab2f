import { answerFrom } from '../../../platform/http/http-outcome.js';
import { classifyGraph } from './graph-answer.js';

interface Told {
  readonly code: number;
  readonly error_subcode?: number;
  readonly message?: string;
  readonly is_transient?: boolean;
}
const answer = (status: number, error: Told, headers: Record<string, string> = {}) =>
  classifyGraph(
    answerFrom(
      status,
      headers,
      JSON.stringify({ error: { type: 'OAuthException', message: 'x', ...error } }),
    ),
  );
const STATUSES = [400, 401, 403, 429, 500] as const;

describe('classifyGraph', () => {
  it.each<[what: string, error: Told, kind: string, code: string, providerCode: string]>([
    ['expired', { code: 190, error_subcode: 463 }, 'rejected', 'expired', '190/463'],
    ['app removed', { code: 190, error_subcode: 458 }, 'rejected', 'revoked', '190/458'],
    ['logged out', { code: 190, error_subcode: 467 }, 'rejected', 'invalid_token', '190/467'],
    ['password changed', { code: 190, error_subcode: 460 }, 'rejected', 'revoked', '190/460'],
    ['checkpoint', { code: 190, error_subcode: 459 }, 'rejected', 'account_blocked', '190/459'],
    ['unconfirmed', { code: 190, error_subcode: 464 }, 'rejected', 'account_blocked', '190/464'],
    ['blocking checkpoint', { code: 190, error_subcode: 490 }, 'rejected', 'account_blocked', '190/490'],
    ['lost page role', { code: 190, error_subcode: 492 }, 'rejected', 'missing_permission', '190/492'],
    ['a subcode nobody knows', { code: 190, error_subcode: 999 }, 'rejected', 'invalid_token', '190/999'],
    ['malformed', { code: 190, message: 'Cannot parse access token' }, 'rejected', 'invalid_token', '190'],
    ['no token', { code: 104 }, 'rejected', 'invalid_token', '104'],
    ['no active token', { code: 2500 }, 'rejected', 'invalid_token', '2500'],
    ['session', { code: 102 }, 'rejected', 'invalid_token', '102'],
    ['no permission', { code: 10 }, 'rejected', 'missing_permission', '10'],
    ['no permission, first of a hundred', { code: 200 }, 'rejected', 'missing_permission', '200'],
    ['no permission, last of a hundred', { code: 299 }, 'rejected', 'missing_permission', '299'],
    ['no capability', { code: 3 }, 'rejected', 'missing_permission', '3'],
    ['out of reach', { code: 100, error_subcode: 33 }, 'rejected', 'not_linked', '100/33'],
    ['unknown alias', { code: 803 }, 'rejected', 'not_linked', '803'],
    ['a bad parameter of ours', { code: 100, message: 'Bad' }, 'unreachable', 'provider_unavailable', '100'],
    ['app limit', { code: 4 }, 'unreachable', 'rate_limited', '4'],
    ['user limit', { code: 17 }, 'unreachable', 'rate_limited', '17'],
    ['page limit', { code: 32 }, 'unreachable', 'rate_limited', '32'],
    ['custom limit', { code: 613 }, 'unreachable', 'rate_limited', '613'],
    ['limit of pages', { code: 80001 }, 'unreachable', 'rate_limited', '80001'],
    ['limit of Instagram', { code: 80002 }, 'unreachable', 'rate_limited', '80002'],
    ['limit of WhatsApp', { code: 80008 }, 'unreachable', 'rate_limited', '80008'],
    ['action limit', { code: 341 }, 'unreachable', 'rate_limited', '341'],
    ['throughput of WhatsApp', { code: 130429 }, 'unreachable', 'rate_limited', '130429'],
    ['pair limit of WhatsApp', { code: 131056 }, 'unreachable', 'rate_limited', '131056'],
    ['policy', { code: 368 }, 'rejected', 'account_blocked', '368'],
    ['a locked WhatsApp account', { code: 131031 }, 'rejected', 'account_blocked', '131031'],
    ['no access to a WhatsApp account', { code: 131005 }, 'rejected', 'missing_permission', '131005'],
    ['not authenticated', { code: 0 }, 'rejected', 'invalid_token', '0'],
    ['unknown trouble', { code: 1 }, 'unreachable', 'provider_unavailable', '1'],
    ['passing trouble', { code: 2, is_transient: true }, 'unreachable', 'provider_unavailable', '2'],
    ['a code nobody knows', { code: 987654 }, 'unreachable', 'provider_unavailable', '987654'],
  ])('%s, whatever the HTTP status', (_what, error, kind, code, providerCode) => {
    for (const status of STATUSES)
      expect(answer(status, error)).toMatchObject({ kind, code, providerCode, httpStatus: status });
  });

  it.each(['User', 'Page'])('knows the token of a wrong kind by the node it names: %s', (node) => {
    const message = `(#100) Tried accessing nonexisting field (category) on node type (${node})`;
    expect(answer(400, { code: 100, message })).toMatchObject({
      kind: 'rejected',
      code: 'wrong_account_type',
    });
  });

  it('names the permissions that Graph names', () => {
    const message = '(#283) Requires pages_read_engagement permission to manage the object';
    expect(answer(400, { code: 283, message })).toMatchObject({ missing: ['pages_read_engagement'] });
    expect(answer(400, { code: 190, error_subcode: 492 })).toMatchObject({ missing: ['a role at the page'] });
  });

  it('tells when a limit ends, as the headers say', () => {
    const usage = (minutes: number[]) =>
      JSON.stringify({
        '1049': minutes.map((one) => ({ type: 'pages', estimated_time_to_regain_access: one })),
        '1784': [{ type: 'instagram', call_count: 100 }],
      });
    const wait = (headers: Record<string, string>) => answer(400, { code: 80001 }, headers);
    expect(wait({ 'X-Business-Use-Case-Usage': usage([3, 12]) })).toMatchObject({ retryAfterMs: 720_000 });
    expect(wait({ 'x-business-use-case-usage': usage([0]) })).toMatchObject({ retryAfterMs: null });
    expect(wait({ 'x-business-use-case-usage': 'no json' })).toMatchObject({ retryAfterMs: null });
    expect(wait({ 'x-app-usage': '{"call_count":100}' })).toMatchObject({ retryAfterMs: null });
    expect(wait({ 'retry-after': '90' })).toMatchObject({ retryAfterMs: 90_000 });
  });

  it('does not end a token for a trouble that Graph calls passing', () => {
    expect(answer(400, { code: 190, error_subcode: 463, is_transient: true })).toMatchObject({
      kind: 'unreachable',
      code: 'provider_unavailable',
    });
  });

  it('knows an error in an answer of status 200, and a success by its lack', () => {
    expect(answer(200, { code: 190, error_subcode: 463 })).toMatchObject({ code: 'expired' });
    expect(classifyGraph(answerFrom(200, {}, '{"id":"1"}'))).toEqual({ kind: 'success', body: { id: '1' } });
  });

  it.each([
    ['a page', 502, '<h1>502</h1>', 'not_json'],
    ['an error without a code', 400, '{"error":"nothing"}', 'unexpected_answer'],
    ['a status without an error', 500, '{}', 'unexpected_answer'],
    ['a list', 403, '[]', 'unexpected_answer'],
  ])('says nothing of a token for %s', (_what, status, text, providerCode) => {
    expect(classifyGraph(answerFrom(status, {}, text))).toMatchObject({
      kind: 'unreachable',
      code: 'provider_unavailable',
      providerCode,
      httpStatus: status,
    });
  });

  it('says nothing of a token when nobody answered', () => {
    expect(classifyGraph({ kind: 'failure', cause: 'dns', errorCode: null })).toMatchObject({
      kind: 'unreachable',
      providerCode: 'dns',
      httpStatus: null,
    });
  });

  it('keeps no prose of theirs, which may echo a request', () => {
    expect(JSON.stringify(answer(400, { code: 190, message: 'token EAAB123 is bad' }))).not.toContain('EAAB');
  });
});
