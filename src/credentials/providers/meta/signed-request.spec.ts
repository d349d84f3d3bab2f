import { createHmac } from 'node:crypto';
import { readSignedRequest } from './signed-request.js';

const SECRET = 'app-secret';
const said = { algorithm: 'HMAC-SHA256', issued_at: 1_770_000_000, user_id: '10215241773831025' };
const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const sign = (body: string, secret = SECRET, hash = 'sha256'): string =>
  createHmac(hash, secret).update(body).digest('base64url');
const signed = (value: unknown, secret = SECRET): string => `${sign(encode(value), secret)}.${encode(value)}`;

describe('What Meta signs', () => {
  it('is read where our secret signed it, padded or not', () => {
    const expected = { userId: said.user_id, issuedAt: new Date('2026-02-02T02:40:00Z') };
    expect(readSignedRequest(signed(said), SECRET)).toEqual(expected);
    expect(readSignedRequest(signed(said).replace('.', '=.'), SECRET)).toEqual(expected);
    expect(readSignedRequest(signed({ ...said, expires: 1_770_003_600 }), SECRET)).toEqual(expected);
  });

  const body = encode(said);
  const forged = encode({ ...said, user_id: '99' });
  const refused: [string, unknown][] = [
    ['nothing', undefined],
    ['no text', { length: 10 }],
    ['twice the field', [signed(said), signed(said)]],
    ['an empty text', ''],
    ['no signature', `.${body}`],
    ['no payload', `${sign('')}.`],
    ['the payload alone', body],
    ['three parts', `${signed(said)}.x`],
    ['another secret', signed(said, 'other-secret')],
    ['an empty secret of theirs', signed(said, '')],
    ['the signature of another payload', `${sign(body)}.${forged}`],
    ['a short signature', `${sign(body).slice(0, 20)}.${body}`],
    ['a signature of another hash', `${sign(body, SECRET, 'sha512')}.${body}`],
    ['a hexadecimal signature', `${createHmac('sha256', SECRET).update(body).digest('hex')}.${body}`],
    ['a signature over the decoded text', `${sign(JSON.stringify(said))}.${body}`],
    ['another algorithm', signed({ ...said, algorithm: 'none' })],
    ['the algorithm in other letters', signed({ ...said, algorithm: 'hmac-sha256' })],
    ['no algorithm', signed({ issued_at: said.issued_at, user_id: said.user_id })],
    ['no person', signed({ ...said, user_id: undefined })],
    ['a person that is no number', signed({ ...said, user_id: "1' or '1'='1" })],
    ['no time', signed({ ...said, issued_at: undefined })],
    ['no object', signed([said])],
    ['no JSON', signed('user_id=1')],
    ['a very long one', signed({ ...said, padding: 'x'.repeat(4_096) })],
  ];
  it.each(refused)('is nothing where it is %s', (_what, text) => {
    expect(readSignedRequest(text, SECRET)).toBeNull();
  });

  it('is nothing where we have no secret', () => {
    expect(readSignedRequest(signed(said, ''), '')).toBeNull();
  });
});
