import { defineEntity, p } from '@mikro-orm/core';

const SignInThrottleSchema = defineEntity({
  name: 'SignInThrottleRow',
  tableName: 'sign_in_throttle',
  properties: {
    /** Realm, kind and a hash of the account or address: no personal data. */
    key: p.text().primary(),
    failures: p.integer(),
    since: p.datetime(),
    lockedUntil: p.datetime().nullable(),
  },
  indexes: [{ name: 'sign_in_throttle_since_idx', properties: ['since'] }],
});

/** How often an account or an address failed to sign in lately. */
export class SignInThrottleRow extends SignInThrottleSchema.class {}
SignInThrottleSchema.setClass(SignInThrottleRow);
