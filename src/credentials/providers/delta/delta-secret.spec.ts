import { deltaSecret } from './delta-secret.js';

describe('A Delta key as pasted', () => {
  it('trims what copying brings along', () => {
    const parsed = deltaSecret.parse({ apiKey: '\u200b key123\r\n', apiSecret: '\ufeff\tsecret456 \u00a0' });
    expect(parsed.ok && [parsed.secret.apiKey.reveal(), parsed.secret.apiSecret.reveal()]).toEqual([
      'key123',
      'secret456',
    ]);
  });

  it.each([
    ['a space inside', { apiKey: 'key', apiSecret: 'PLAN TED' }, 'apiSecret'],
    ['a line break inside', { apiKey: 'PLAN\nTED', apiSecret: 's' }, 'apiKey'],
    ['an invisible mark inside', { apiKey: 'PLAN\u200bTED', apiSecret: 's' }, 'apiKey'],
    ['a letter keys never have', { apiKey: 'PLANTEDé', apiSecret: 's' }, 'apiKey'],
    ['nothing but spaces', { apiKey: '   ', apiSecret: 's' }, 'apiKey'],
    ['a missing field', { apiKey: 'k' }, 'apiSecret'],
    ['a number', { apiKey: 'k', apiSecret: 7 }, 'apiSecret'],
    ['a page full of text', { apiKey: 'PLANTED'.repeat(100), apiSecret: 's' }, 'apiKey'],
    ['an unknown field', { apiKey: 'k', apiSecret: 's', withdraw: 'PLANTED' }, ''],
    ['no object', 'PLANTED', ''],
  ])('refuses %s as malformed input, without quoting it', (_name, input, field) => {
    const parsed = deltaSecret.parse(input);
    if (parsed.ok) throw new Error('was accepted');
    expect(parsed.failure.code).toBe('malformed_input');
    expect(parsed.problems.map((problem) => problem.field)).toEqual([field]);
    expect(JSON.stringify(parsed)).not.toContain('PLAN');
  });

  it('prints nothing of what it accepted', () => {
    const parsed = deltaSecret.parse({ apiKey: 'PLANTED', apiSecret: 'PLANTED' });
    expect(JSON.stringify(parsed)).not.toContain('PLANTED');
  });

  it('describes the form', () => {
    expect(deltaSecret.fields.map(({ name, title }) => [name, title])).toEqual([
      ['apiKey', 'API Key'],
      ['apiSecret', 'API Secret'],
    ]);
  });
});
