import { defineEntity, p } from '@mikro-orm/core';

import { TEST_OUTCOMES } from '../credential-test.entity.js';
import { TEST_STATES } from '../credential.states.js';

const CredentialRenewalSchema = defineEntity({
  name: 'CredentialRenewal',
  tableName: 'credential_renewal',
  properties: {
    id: p.uuid().primary(),
    credentialId: p.uuid(),
    customerId: p.uuid(),
    /** The very tokens that are renewed. */
    setId: p.uuid(),
    status: p.enum(TEST_STATES),
    outcome: p.enum(TEST_OUTCOMES).nullable(),
    /** A failure code of `test-report.ts`. */
    code: p.text().nullable(),
    providerCode: p.text().nullable(),
    httpStatus: p.integer().nullable(),
    /** An earlier answer may have been lost with a process or a connection, and a new refresh token with it. */
    afterLostAnswer: p.boolean(),
    attempt: p.integer(),
    leaseUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    { name: 'credential_renewal_credential_idx', properties: ['credentialId', 'createdAt'] },
    {
      name: 'credential_renewal_one_open_key',
      expression: `create unique index "credential_renewal_one_open_key" on "credential_renewal" ("set_id") where status in ('queued', 'running')`,
    },
  ],
});

/** One renewal of a token (RFC 6749, 6); of a set of tokens one is open at a time, and every one is kept. */
export class CredentialRenewal extends CredentialRenewalSchema.class {}
CredentialRenewalSchema.setClass(CredentialRenewal);
