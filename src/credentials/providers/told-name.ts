import type { AccountChoice } from './oauth-door.js';

const NAME = 200;
/** Controls, line ends and turns of the writing's direction: our pages and files hold none in a name. */
const UNKEPT = /[\p{Control}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;
const UNSEEN = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/** A name as a platform tells it, in the form in which we keep names; null where nothing of it can be seen. */
export function toldName(told: string): string | null {
  const whole = [...told.toWellFormed().replace(UNKEPT, ' ')].slice(0, NAME).join('').trim();
  return UNSEEN.test(whole) ? null : whole;
}

/** Accounts as a platform names them: no name there keeps anybody from choosing here. */
export const toldAccounts = (accounts: readonly AccountChoice[]): AccountChoice[] =>
  accounts.map((account) => ({
    ...account,
    name: toldName(account.name) ?? account.id,
    detail: account.detail === null ? null : toldName(account.detail),
  }));
