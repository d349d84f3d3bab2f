import { defineEntity, p } from '@mikro-orm/core';

/** `parting`: of a disconnected credential, until its platform was told; no test and no run finds it. */
export const SECRET_STATES = ['live', 'candidate', 'parting'] as const;
export type SecretState = (typeof SECRET_STATES)[number];

const VaultSecretSchema = defineEntity({
  name: 'VaultSecret',
  tableName: 'vault_secret',
  properties: {
    id: p.uuid().primary(),
    /** Fields that were given together, and are tested and replaced together. */
    setId: p.uuid(),
    customerId: p.uuid(),
    credentialId: p.uuid(),
    field: p.text(),
    state: p.enum(SECRET_STATES),
    envelope: p.text(),
    keyedHash: p.text(),
    createdAt: p.datetime(),
  },
  uniques: [
    { name: 'vault_secret_place_key', properties: ['credentialId', 'state', 'field'] },
    { name: 'vault_secret_set_field_key', properties: ['setId', 'field'] },
  ],
  checks: [
    {
      name: 'vault_secret_sealed',
      expression: `starts_with("envelope", 'enc:v1:') and starts_with("keyed_hash", 'mac:v1:')`,
    },
  ],
  indexes: [
    { name: 'vault_secret_keyed_hash_idx', properties: ['keyedHash'] },
    {
      name: 'vault_secret_ring_idx',
      expression:
        'create index "vault_secret_ring_idx" on "vault_secret" (split_part("keyed_hash", \':\', 3), "id")',
    },
  ],
});

/** One field of a credential's secret, encrypted; a credential has at most one live set and one candidate. */
export class VaultSecret extends VaultSecretSchema.class {}
VaultSecretSchema.setClass(VaultSecret);
