import { answerFrom } from '../../../platform/http/http-outcome.js';
import { classifyLinkedIn } from './linkedin-answer.js';

const answer = (status: number, body: object | string) =>
  answerFrom(status, {}, typeof body === 'string' ? body : JSON.stringify(body));

describe('classifyLinkedIn', () => {
  it.each([
    [
      'expired',
      401,
      { serviceErrorCode: 65602, code: 'EXPIRED_ACCESS_TOKEN', message: 'x' },
      'rejected',
      'expired',
    ],
    [
      'revoked',
      401,
      { serviceErrorCode: 65601, code: 'REVOKED_ACCESS_TOKEN', message: 'x' },
      'rejected',
      'revoked',
    ],
    ['invalid', 401, { serviceErrorCode: 65600, code: 'INVALID_ACCESS_TOKEN' }, 'rejected', 'invalid_token'],
    ['invalid without a code', 401, { serviceErrorCode: 65600, message: 'x' }, 'rejected', 'invalid_token'],
    [
      'no token',
      401,
      { serviceErrorCode: 401, message: 'Empty oauth2_access_token' },
      'rejected',
      'invalid_token',
    ],
    [
      'another family, expired',
      401,
      { serviceErrorCode: 401, message: 'The token has expired' },
      'rejected',
      'expired',
    ],
    [
      'another family, revoked',
      401,
      { serviceErrorCode: 401, message: 'was revoked by' },
      'rejected',
      'revoked',
    ],
    ['throttled', 429, { status: 429, code: 'TOO_MANY_REQUESTS' }, 'unreachable', 'rate_limited'],
    ['no version', 400, { code: 'VERSION_MISSING' }, 'unreachable', 'provider_unavailable'],
    ['an old version', 426, { code: 'NONEXISTENT_VERSION' }, 'unreachable', 'provider_unavailable'],
    ['a failure of theirs', 500, { code: 'INTERNAL' }, 'unreachable', 'provider_unavailable'],
    ['a page', 502, '<h1>502</h1>', 'unreachable', 'provider_unavailable'],
    ['a dead refresh token', 400, { error: 'invalid_grant' }, 'unreachable', 'provider_unavailable'],
  ])('%s', (_what, status, body, kind, code) => {
    expect(classifyLinkedIn(answer(status, body))).toMatchObject({ kind, code, httpStatus: status });
  });

  it('tells "may not" from "is not": a scope that is missing ends no token', () => {
    const body = {
      status: 403,
      serviceErrorCode: 100,
      code: 'ACCESS_DENIED',
      message: 'Not enough permissions',
    };
    expect(classifyLinkedIn(answer(403, body))).toEqual({
      kind: 'not_permitted',
      providerCode: 'ACCESS_DENIED',
      httpStatus: 403,
    });
  });

  it('keeps no prose of theirs, which may echo a request', () => {
    const verdict = classifyLinkedIn(answer(400, { code: 'token AQX was wrong', message: 'token AQX' }));
    expect(JSON.stringify(verdict)).not.toContain('AQX');
  });

  it('says nothing of a token when nobody answered', () => {
    expect(classifyLinkedIn({ kind: 'failure', cause: 'dns', errorCode: null })).toEqual({
      kind: 'unreachable',
      code: 'provider_unavailable',
      providerCode: 'dns',
      httpStatus: null,
    });
  });
});
