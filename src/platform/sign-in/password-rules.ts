import { randomInt } from 'node:crypto';
import { z } from 'zod';

const SHORTEST = 12;
/** Longer ones only cost work; argon2 takes any length. */
const LONGEST = 200;
/** No characters that are mistaken for each other when read out or typed off. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** What a person types at a login page: any password may be tried, an endless one not. */
export const typedPassword = z
  .string()
  .min(1, 'Type the password.')
  .max(LONGEST, 'This password is too long.');

/** What a person may choose: long rather than odd (NIST SP 800-63B). */
export const chosenPassword = z
  .string()
  .min(SHORTEST, `Choose at least ${SHORTEST} characters; a few words together are good.`)
  .max(LONGEST, `Choose at most ${LONGEST} characters.`)
  .refine((text) => new Set(text.toLowerCase()).size >= 5, 'Choose one with more different characters.');

/** Why `password` may not be chosen by this person, or undefined. */
export function tooGuessable(password: string, email: string): string | undefined {
  const plain = password.toLowerCase();
  const [name = '', domain = ''] = email.toLowerCase().split('@');
  const known = [email.toLowerCase(), name, domain, domain.split('.')[0] ?? ''];
  const guess = known.find((part) => part.length >= 4 && plain.includes(part));
  return guess === undefined
    ? undefined
    : 'Choose one that does not contain your e-mail address or parts of it.';
}

/** Four groups of five: some 99 bits, and can be read out. */
export function temporaryPassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
