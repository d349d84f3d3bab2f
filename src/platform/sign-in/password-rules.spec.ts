import { PasswordHasher } from './password-hasher.js';
import { chosenPassword, temporaryPassword, tooGuessable } from './password-rules.js';

describe('passwords', () => {
  it('asks for length and some variety, not for odd characters', () => {
    expect(chosenPassword.safeParse('correct horse battery').success).toBe(true);
    expect(chosenPassword.safeParse('short one').success).toBe(false);
    expect(chosenPassword.safeParse('aaaaaaaaaaaaaaaaaa').success).toBe(false);
    expect(chosenPassword.safeParse('x'.repeat(201)).success).toBe(false);
  });

  it('refuses the address and its parts', () => {
    expect(tooGuessable('My-Sarah-is-great', 'sarah@waooaw.com')).toMatch(/e-mail/);
    expect(tooGuessable('i love waooaw very much', 'sarah@waooaw.com')).toMatch(/e-mail/);
    expect(tooGuessable('correct horse battery', 'sarah@waooaw.com')).toBeUndefined();
  });

  it('makes temporary ones that differ and pass the rules', () => {
    const made = Array.from({ length: 50 }, temporaryPassword);
    expect(new Set(made).size).toBe(50);
    for (const one of made) {
      expect(one).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
      expect(chosenPassword.safeParse(one).success).toBe(true);
    }
  });

  it('hashes by argon2id with a salt, compares composed and decomposed letters as equal, and works for nobody', async () => {
    const hasher = new PasswordHasher();
    const stored = await hasher.hash('caf\u00e9 au lait, s\u2019il');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.hash('caf\u00e9 au lait, s\u2019il')).not.toBe(stored);
    expect(await hasher.verify(stored, 'cafe\u0301 au lait, s\u2019il')).toBe(true);
    expect(await hasher.verify(stored, 'cafe au lait, s\u2019il')).toBe(false);
    expect(await hasher.verify(undefined, 'nobody has this password')).toBe(false);
  });
});
