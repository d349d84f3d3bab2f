import { defineEntity, p } from '@mikro-orm/core';

export const ACCESS_REASONS = [
  'connection_test',
  'goal_run',
  'validation_script',
  'token_renewal',
  'letting_go',
  'key_rotation',
] as const;
export type AccessReason = (typeof ACCESS_REASONS)[number];

const VaultAccessSchema = defineEntity({
  name: 'VaultAccess',
  tableName: 'vault_access',
  properties: {
    id: p.uuid().primary(),
    /** System instant. */
    at: p.datetime(),
    customerId: p.uuid(),
    credentialId: p.uuid(),
    setId: p.uuid(),
    reason: p.enum(ACCESS_REASONS),
    /** `queue:job id`, or the script's name. */
    job: p.text(),
  },
  indexes: [{ name: 'vault_access_credential_idx', properties: ['credentialId', 'at'] }],
});

/** One opening of a secret: append-only, written before the secret is handed out. */
export class VaultAccess extends VaultAccessSchema.class {}
VaultAccessSchema.setClass(VaultAccess);
