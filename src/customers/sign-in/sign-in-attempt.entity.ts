import { defineEntity, p } from '@mikro-orm/core';

/** What became of a try to sign in to the portal; the page itself says the same for all but the first and last. */
export const SIGN_IN_CAUSES = [
  'signed_in',
  'unknown_address',
  'no_password',
  'wrong_password',
  'temporary_expired',
  'not_active',
  'resting',
] as const;
export type SignInCause = (typeof SIGN_IN_CAUSES)[number];

const SignInAttemptSchema = defineEntity({
  name: 'SignInAttempt',
  tableName: 'sign_in_attempt',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    /** What was typed as e-mail address, folded. */
    emailKey: p.text(),
    customerId: p.uuid().nullable(),
    cause: p.enum(SIGN_IN_CAUSES),
    /** The caller's network: an IPv4 address, or an IPv6 /64. */
    network: p.text(),
  },
  indexes: [
    { name: 'sign_in_attempt_email_idx', properties: ['emailKey', 'at'] },
    { name: 'sign_in_attempt_at_idx', properties: ['at'] },
  ],
});

/** One try to sign in to the portal (Issue 5); forgotten after 30 days. */
export class SignInAttempt extends SignInAttemptSchema.class {}
SignInAttemptSchema.setClass(SignInAttempt);
