import { z } from 'zod';

import { mailDomainOf } from './domain-check/domain-name.js';

/** The address as it is kept: trimmed, the domain in lower-case A-labels, the local part as typed. */
export function tidyEmail(email: string): string {
  const text = email.normalize('NFC').trim();
  const at = text.lastIndexOf('@');
  const domain = at < 0 ? null : mailDomainOf(text);
  return domain === null ? text : `${text.slice(0, at)}@${domain}`;
}

/** Two addresses that fold alike are the same account (design: case-insensitive). */
export function foldEmail(email: string): string {
  return tidyEmail(email).toLowerCase();
}

/** Dot-atom of RFC 5322; the domain has at least two labels and may end in an IDN's A-label. */
const ADDRESS =
  /^(?=.{3,254}$)(?=[^@]{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

export const emailSchema = z
  .string()
  .overwrite(tidyEmail)
  .check(z.email({ pattern: ADDRESS, error: 'must be an e-mail address such as customer@example.com' }));
