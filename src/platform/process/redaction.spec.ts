import { REDACTED, redact, redactText } from './redaction.js';

describe('redactText', () => {
  it.each([
    ['postgresql://app:hunter2@db:5432/x', 'hunter2'],
    ['redis://:hunter2@r', 'hunter2'],
    ['GET /portal/verify?token=hunter2abc&x=1', 'hunter2abc'],
    ['https://graph.facebook.com/me?access_token=hunter2&fields=id', 'hunter2'],
    ['/oauth/callback?code=hunter2&state=hunter2', 'hunter2'],
    ['authorization: Bearer hunter2hunter2', 'hunter2'],
    ['basic aHVudGVyMjpodW50ZXIy', 'aHVudGVy'],
    ['secret whsec_aHVudGVyMmh1bnRlcjI=', 'aHVudGVy'],
    ['POST /connect/Zk3uYw0aWQ9nTt2rX5vB8mP1cL7hJ4sD6fG', 'Zk3uYw0a'],
  ])('cleans %s', (text, planted) => {
    expect(redactText(text)).toContain(REDACTED);
    expect(redactText(text)).not.toContain(planted);
  });

  it.each([
    'GET /admin/customers/0198c1d2-7a3b-7c4d-8e5f-001122334455/show?page=2',
    '12,000 tokens used of 10,000',
    'listening on http://127.0.0.1:3000',
    '    at run (file:///srv/app/dist/src/platform/process/signals.js:10:3)',
  ])('leaves %s', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe('redact', () => {
  it('blanks fields by their name, however deep', () => {
    const value = {
      password: 'a',
      headers: { Authorization: 'b', cookie: 'c', 'set-cookie': ['d'], 'x-api-key': 'e' },
      list: [{ appSecret: 'f', accessToken: 'g', temporaryPassword: 'h' }],
      credentials: { key: 'i' },
    };
    const copy = JSON.stringify(redact(value));
    expect(copy).not.toMatch(/:"[a-i]"|\["d"\]/);
    expect(value.password).toBe('a');
  });

  it('keeps counts, ids and dates', () => {
    const at = new Date(0);
    const value = { tokens: 40, tokensUsed: 12, credentialId: 'x', count: 1, at, none: null };
    expect(redact(value)).toEqual(value);
  });

  it('cleans errors, their causes and their own fields', () => {
    const cause = new Error('connect postgres://app:hunter2@db failed');
    const error = Object.assign(new Error('no database', { cause }), {
      code: 'ECONNREFUSED',
      config: { headers: { authorization: 'hunter2' } },
    });
    const copy = redact({ err: error }) as { err: Record<string, unknown> };
    expect(copy.err).toMatchObject({ type: 'Error', message: 'no database', code: 'ECONNREFUSED' });
    expect(JSON.stringify(copy)).not.toContain('hunter2');
  });

  it('survives cycles, buffers and depth', () => {
    const value: Record<string, unknown> = { data: Buffer.from('hunter2') };
    value['self'] = value;
    expect(redact(value)).toEqual({ data: '[7 bytes]', self: '[…]' });
  });
});
