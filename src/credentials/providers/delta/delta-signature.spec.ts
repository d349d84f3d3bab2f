import { SecretText } from '../../../platform/vault/secret-text.js';
import { signDelta } from './delta-signature.js';

describe(signDelta.name, () => {
  it.each([
    [
      'GET',
      '/v2/users/trading_preferences',
      '',
      '',
      'f5f822f6f22146f6e4c0ccc2487ad7c25f82b8b32c6142c7ef65e441017d978f',
    ],
    [
      'GET',
      '/v2/orders',
      '?product_id=27&state=open',
      '',
      'a1514e580b4cc9f94825f582c439985f9f5147b522de373b2020787fcd2d25f2',
    ],
    [
      'DELETE',
      '/v2/orders',
      '',
      '{"id":1,"product_id":27}',
      '87ddd88d2ae34041fb96665f3389750ffd570fda918c7e97e15a33ea394a6cfd',
    ],
  ])('signs %s %s%s%s as the exchange does', (method, path, query, body, expected) => {
    const secret = new SecretText('test-secret');
    expect(signDelta(secret, { method, timestamp: '1753725582', path, query, body })).toBe(expected);
  });
});
