import { deletedAt, deletionCode } from './deletion-code.js';

const AT = new Date('2026-02-12T10:00:00.400Z');

describe('The confirmation code of a deletion', () => {
  it('tells when it was, to whoever holds it, and names nobody', () => {
    const code = deletionCode('secret', '777:1', AT);
    expect(code).toMatch(/^[\w-]{32}$/);
    expect(code).not.toContain('777');
    expect(deletionCode('secret', '777:1', AT)).toBe(code);
    expect(deletionCode('secret', '778:1', AT)).not.toBe(code);
    expect(deletedAt('secret', code)).toEqual(new Date('2026-02-12T10:00:00Z'));
  });

  it('is none of ours when it was changed, made up or made with another secret', () => {
    const code = deletionCode('secret', '777:1', AT);
    const changed = `${code.startsWith('A') ? 'B' : 'A'}${code.slice(1)}`;
    for (const other of [changed, `${code}A`, code.slice(1), '', undefined, ['x'], 'A'.repeat(32)])
      expect(deletedAt('secret', other)).toBeNull();
    expect(deletedAt('other', code)).toBeNull();
    expect(deletedAt('', code)).toBeNull();
  });
});
