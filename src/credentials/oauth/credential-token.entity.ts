import { defineEntity, p } from '@mikro-orm/core';

const CredentialTokenSchema = defineEntity({
  name: 'CredentialToken',
  tableName: 'credential_token',
  properties: {
    /** The vault's set that holds the token. */
    setId: p.uuid().primary(),
    credentialId: p.uuid(),
    /** Of the system clock, as the platform said; null for one that does not end. */
    accessExpiresAt: p.datetime().nullable(),
    /** The same instant by the business clock. */
    endsAt: p.datetime().nullable(),
    /** Of the business clock; null for one that nothing can renew. */
    renewDueAt: p.datetime().nullable(),
    /** A renewal was sent to the platform and its answer is not written here: it may have been given, and lost. */
    unansweredSince: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'credential_token_renew_idx',
      expression:
        'create index "credential_token_renew_idx" on "credential_token" ("renew_due_at") where renew_due_at is not null',
    },
    { name: 'credential_token_credential_idx', properties: ['credentialId'] },
  ],
});

/** What may be known of a token without opening it: when it ends, and when it is renewed. */
export class CredentialToken extends CredentialTokenSchema.class {}
CredentialTokenSchema.setClass(CredentialToken);
