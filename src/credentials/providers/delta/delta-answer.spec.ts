import { answerFrom, type HttpFailureCause } from '../../../platform/http/http-outcome.js';
import { classifyDelta } from './delta-answer.js';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  answerFrom(status, headers, typeof body === 'string' ? body : JSON.stringify(body));
const object = (code: string, context?: unknown) => ({ success: false, error: { code, context } });

describe(classifyDelta.name, () => {
  it('takes a successful envelope only', () => {
    const good = answer(200, { success: true, result: { user_id: 1 } });
    expect(classifyDelta(good)).toEqual({ kind: 'success', result: { user_id: 1 } });
    for (const body of [{ result: 1 }, { success: false }, [], null, 7, {}]) {
      expect(classifyDelta(answer(200, body))).toMatchObject({ kind: 'unreachable' });
    }
    expect(classifyDelta(answer(500, { success: true, result: 1 }))).toMatchObject({ kind: 'unreachable' });
  });

  it.each([
    [401, { error: 'unauthorized', success: false }, 'invalid_token'],
    [401, object('invalid_api_key'), 'invalid_token'],
    [401, { error: 'InvalidApiKey', message: 'Api Key not found' }, 'invalid_token'],
    [401, { success: false, error: 'invalid_api_key' }, 'invalid_token'],
    [401, object('Signature Mismatch', { signature_data: 'GET1753725582/v2/x' }), 'signature_mismatch'],
    [400, object('signature_mismatch'), 'signature_mismatch'],
    [401, object('invalid_signature'), 'signature_mismatch'],
    [401, { error: 'SignatureMismatch', message: 'no' }, 'signature_mismatch'],
    [401, object('ip_not_whitelisted_for_api_key', { client_ip: '1.2.3.4' }), 'ip_not_allowed'],
    [403, object('ip_blocked_for_api_key'), 'ip_not_allowed'],
    [200, object('invalid_api_key'), 'invalid_token'],
  ])('rejects for %i %j: %s', (status, body, code) => {
    expect(classifyDelta(answer(status, body))).toMatchObject({ kind: 'rejected', code, httpStatus: status });
  });

  it.each([
    [401, object('UnauthorizedApiAccess')],
    [403, object('unauthorized_api_access')],
    [401, { error: 'UnauthorizedApiAccess', message: 'Api Key not authorised to access this endpoint' }],
    [403, { success: false, error: 'unauthorized_api_access' }],
  ])('finds a missing permission in %i %j', (status, body) => {
    expect(classifyDelta(answer(status, body))).toMatchObject({ kind: 'not_permitted', httpStatus: status });
  });

  it.each([
    [400, object('bad_schema', { schema_errors: [{ code: 'validation_error' }] })],
    [404, object('open_order_not_found')],
    [400, object('open_order_not_found')],
    [400, object('validation_error')],
  ])('tells %i %j as turned down', (status, body) => {
    expect(classifyDelta(answer(status, body))).toMatchObject({ kind: 'turned_down' });
  });

  it.each([
    [429, {}, 'rate_limited'],
    [429, object('invalid_api_key'), 'rate_limited'],
    [400, object('rate_limit_exceeded'), 'rate_limited'],
    [503, object('unavailable'), 'provider_unavailable'],
    [200, object('unavailable'), 'provider_unavailable'],
    [500, object('invalid_api_key'), 'provider_unavailable'],
    [403, '<html>403 Forbidden</html>', 'provider_unavailable'],
    [403, { error: 'Forbidden', message: 'Request blocked by CDN' }, 'provider_unavailable'],
    [401, '', 'provider_unavailable'],
    [302, '', 'provider_unavailable'],
    [401, object('some_new_code'), 'provider_unavailable'],
    [401, { success: false, error: { code: 42 } }, 'provider_unavailable'],
    [401, { success: false }, 'provider_unavailable'],
    [401, object('expired_signature'), 'clock_skew'],
    [401, { error: 'SignatureExpired', message: 'late' }, 'clock_skew'],
  ])('cannot tell for %i %j: %s', (status, body, code) => {
    expect(classifyDelta(answer(status, body))).toMatchObject({ kind: 'unreachable', code });
  });

  it.each<HttpFailureCause>(['timeout', 'dns', 'refused', 'tls', 'network', 'too_large'])(
    'cannot tell after %s',
    (cause) => {
      const verdict = classifyDelta({ kind: 'failure', cause, errorCode: 'X' });
      expect(verdict).toMatchObject({
        kind: 'unreachable',
        code: 'provider_unavailable',
        providerCode: cause,
      });
    },
  );

  it('keeps the facts: our address, the skew, the time to wait', () => {
    const ip = classifyDelta(answer(401, object('ip_not_whitelisted_for_api_key', { client_ip: '1.2.3.4' })));
    expect(ip).toMatchObject({ seenAddress: '1.2.3.4' });
    const context = { request_time: 1790879598, server_time: 1790879659 };
    expect(classifyDelta(answer(401, object('expired_signature', context)))).toMatchObject({
      skewSeconds: -61,
    });
    const limited = classifyDelta(answer(429, {}, { 'x-rate-limit-reset': '1500' }));
    expect(limited).toMatchObject({ retryAfterMs: 1500 });
    expect(classifyDelta(answer(429, {}))).not.toHaveProperty('retryAfterMs');
  });

  it('repeats no prose of the exchange: it may echo what was sent', () => {
    const verdicts = [
      classifyDelta(answer(401, object('Signature Mismatch', { signature_data: 'PLANTED' }))),
      classifyDelta(answer(400, { success: false, error: 'the key "PLANTED" is <bad>' })),
      classifyDelta(answer(401, object('ip_not_whitelisted_for_api_key', { client_ip: 'PLANTED' }))),
      classifyDelta(answer(401, { error: 'InvalidApiKey', message: 'PLANTED' })),
    ];
    expect(JSON.stringify(verdicts)).not.toContain('PLANTED');
  });
});
