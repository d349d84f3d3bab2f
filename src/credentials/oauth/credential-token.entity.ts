import { defineEntity, p } from '@mikro-orm/core';

const CredentialTokenSchema = defineEntity({
  name: 'CredentialToken',
  tableName: 'credential_token',
  properties: {
    /** The vault's set that holds the token. */
    setId: p.uuid().primary(),
    credentialId: p.uuid(),
    /** Of the system clock, as the platform said; null for one that is not renewed. */
    accessExpiresAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'credential_token_end_idx', properties: ['accessExpiresAt'] }],
});

/** What may be known of a token without opening it: when it ends. */
export class CredentialToken extends CredentialTokenSchema.class {}
CredentialTokenSchema.setClass(CredentialToken);
