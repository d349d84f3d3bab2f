import { answerFrom } from '../../../platform/http/http-outcome.js';
import { FAILURE_CODES } from '../test-report.js';
import { classifyGoogle, isOurFault } from './youtube-answer.js';

const now = new Date('2026-02-12T10:00:00Z');
const TILL_MIDNIGHT = 22 * 3_600_000;
const MINUTE = 60_000;

/** The envelope of Google's APIs. */
const api = (code: number, reason: string | null, status?: string, detail?: string) => ({
  error: {
    code,
    message: 'Something about the token ya29.secret',
    errors: reason === null ? [] : [{ message: 'ya29.secret', domain: 'global', reason }],
    status,
    ...(detail ? { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: detail }] } : {}),
  },
});
const oauth = (error: string) => ({ error, error_description: 'Token has been expired or revoked.' });
const classify = (status: number, body: object | string, headers: Record<string, string> = {}) =>
  classifyGoogle(answerFrom(status, headers, typeof body === 'string' ? body : JSON.stringify(body)), now);

describe('classifyGoogle', () => {
  it.each([
    ['a dead refresh token', 400, oauth('invalid_grant'), 'expired', 'invalid_grant'],
    ['the same by 401', 401, oauth('invalid_grant'), 'expired', 'invalid_grant'],
    ['a refresh token of another app', 401, oauth('unauthorized_client'), 'wrong_app', 'unauthorized_client'],
    ['a bad access token', 400, oauth('invalid_token'), 'invalid_token', 'invalid_token'],
    ['the same by 401', 401, oauth('invalid_token'), 'invalid_token', 'invalid_token'],
    [
      'the same without a code',
      400,
      { error_description: 'Invalid Value' },
      'invalid_token',
      'invalid_token',
    ],
    ['a bad token at an API', 401, api(401, 'authError', 'UNAUTHENTICATED'), 'invalid_token', 'authError'],
    ['the same by 403', 403, api(403, 'authError'), 'invalid_token', 'authError'],
    [
      'the same by its status alone',
      401,
      api(401, null, 'UNAUTHENTICATED'),
      'invalid_token',
      'UNAUTHENTICATED',
    ],
    [
      'one that is over',
      401,
      api(401, null, 'UNAUTHENTICATED', 'ACCESS_TOKEN_EXPIRED'),
      'expired',
      'ACCESS_TOKEN_EXPIRED',
    ],
    ['no sign-up', 401, api(401, 'youtubeSignupRequired'), 'wrong_account_type', 'youtubeSignupRequired'],
    [
      'the same by 403',
      403,
      api(403, 'youtubeSignupRequired'),
      'wrong_account_type',
      'youtubeSignupRequired',
    ],
    [
      'a scope that is missing',
      403,
      api(403, 'insufficientPermissions', 'PERMISSION_DENIED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'),
      'missing_permission',
      'insufficientPermissions',
    ],
    [
      'the same by its detail',
      403,
      api(403, 'forbidden', 'PERMISSION_DENIED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'),
      'missing_permission',
      'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    ],
    [
      'a suspended account',
      403,
      api(403, 'authenticatedUserAccountSuspended'),
      'account_blocked',
      'authenticatedUserAccountSuspended',
    ],
    [
      'a closed account',
      403,
      api(403, 'authenticatedUserAccountClosed'),
      'account_blocked',
      'authenticatedUserAccountClosed',
    ],
    [
      'no delegation',
      403,
      api(403, 'accountDelegationForbidden'),
      'account_blocked',
      'accountDelegationForbidden',
    ],
  ])('rejects %s', (_what, status, body, code, providerCode) => {
    const verdict = classify(status, body);
    expect(verdict).toEqual({ kind: 'rejected', code, providerCode, httpStatus: status, retryAfterMs: null });
  });

  it.each<[string, number, object | string, string, string | null, number | null]>([
    ['the day used up', 403, api(403, 'quotaExceeded'), 'rate_limited', 'quotaExceeded', TILL_MIDNIGHT],
    ['the same by 429', 429, api(429, 'quotaExceeded'), 'rate_limited', 'quotaExceeded', TILL_MIDNIGHT],
    [
      'an older word',
      403,
      api(403, 'dailyLimitExceeded'),
      'rate_limited',
      'dailyLimitExceeded',
      TILL_MIDNIGHT,
    ],
    ['too fast', 403, api(403, 'rateLimitExceeded'), 'rate_limited', 'rateLimitExceeded', MINUTE],
    [
      'too fast for a user',
      403,
      api(403, 'userRateLimitExceeded'),
      'rate_limited',
      'userRateLimitExceeded',
      MINUTE,
    ],
    ['by status', 429, api(429, null, 'RESOURCE_EXHAUSTED'), 'rate_limited', 'RESOURCE_EXHAUSTED', MINUTE],
    ['a bare 429', 429, {}, 'rate_limited', null, MINUTE],
    ['a page with 429', 429, '<h1>429</h1>', 'rate_limited', 'not_json', MINUTE],
    [
      'our project',
      403,
      api(403, 'accessNotConfigured'),
      'provider_unavailable',
      'accessNotConfigured',
      null,
    ],
    ['our client', 401, oauth('invalid_client'), 'provider_unavailable', 'invalid_client', null],
    [
      'our address',
      400,
      oauth('redirect_uri_mismatch'),
      'provider_unavailable',
      'redirect_uri_mismatch',
      null,
    ],
    [
      'a failure of theirs',
      500,
      api(500, 'backendError', 'INTERNAL'),
      'provider_unavailable',
      'backendError',
      null,
    ],
    ['a page', 502, '<h1>502</h1>', 'provider_unavailable', 'not_json', null],
    ['a page that says it is fine', 200, '<h1>hello</h1>', 'provider_unavailable', 'not_json', null],
    ['an unknown 401', 401, api(401, 'newReason'), 'provider_unavailable', 'newReason', null],
    ['an unknown 403', 403, api(403, 'forbidden'), 'provider_unavailable', 'forbidden', null],
    ['an error of no form', 400, { error: 7 }, 'provider_unavailable', null, null],
  ])('cannot tell for %s', (_what, status, body, code, providerCode, retryAfterMs) => {
    const verdict = classify(status, body);
    expect(verdict).toEqual({ kind: 'unreachable', code, providerCode, httpStatus: status, retryAfterMs });
  });

  it.each(['timeout', 'dns', 'refused', 'tls', 'network', 'too_large'] as const)(
    'says nothing of a token when nobody answered: %s',
    (cause) => {
      expect(classifyGoogle({ kind: 'failure', cause, errorCode: null }, now)).toEqual({
        kind: 'unreachable',
        code: 'provider_unavailable',
        providerCode: cause,
        httpStatus: null,
        retryAfterMs: null,
      });
    },
  );

  it('waits as long as Google says, and for a day of 23 hours where the clocks change', () => {
    const limited = classify(429, api(429, 'rateLimitExceeded'), { 'Retry-After': '7' });
    expect(limited).toMatchObject({ retryAfterMs: 7_000 });
    const used = answerFrom(403, {}, JSON.stringify(api(403, 'quotaExceeded')));
    const sunday = new Date('2026-03-08T08:00:00Z');
    expect(classifyGoogle(used, sunday)).toMatchObject({ retryAfterMs: 23 * 3_600_000 });
  });

  it('takes the body of a success, and keeps no prose of theirs', () => {
    expect(classify(200, { aud: 'ours' })).toEqual({ kind: 'success', body: { aud: 'ours' } });
    const prose = api(400, 'The token ya29.secret was wrong');
    expect(JSON.stringify(classify(400, prose))).not.toContain('ya29');
  });

  it('knows whose fault it is', () => {
    expect(['accessNotConfigured', 'invalid_client'].every(isOurFault)).toBe(true);
    expect(['authError', 'timeout', null].some(isOurFault)).toBe(false);
    expect(FAILURE_CODES).not.toContain('ours');
  });
});
