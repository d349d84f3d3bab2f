import { failureFrom } from './http-outcome.js';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe(failureFrom.name, () => {
  it.each([
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['ETIMEDOUT', 'timeout'],
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['UND_ERR_SOCKET', 'network'],
    ['ECONNRESET', 'network'],
  ])('names %s as %s', (code, cause) => {
    expect(failureFrom(coded(code))).toEqual({ kind: 'failure', cause, errorCode: code });
  });

  it('looks inside several failed addresses and inside a cause', () => {
    expect(failureFrom(new AggregateError([coded('ECONNREFUSED')])).cause).toBe('refused');
    expect(failureFrom(new Error('outer', { cause: coded('ENOTFOUND') })).cause).toBe('dns');
    expect(failureFrom('not an error').cause).toBe('network');
  });
});
