import { defineEntity, p } from '@mikro-orm/core';

import { TEST_STATES } from './credential.states.js';

/** What asked for a test. */
export const TEST_TRIGGERS = ['connect', 'ops', 'customer', 'activation', 'script', 'schedule'] as const;
export type TestTrigger = (typeof TEST_TRIGGERS)[number];
export const TEST_OUTCOMES = ['ok', 'rejected', 'unreachable'] as const;
export type TestOutcome = (typeof TEST_OUTCOMES)[number];

const CredentialTestSchema = defineEntity({
  name: 'CredentialTest',
  tableName: 'credential_test',
  properties: {
    id: p.uuid().primary(),
    credentialId: p.uuid(),
    customerId: p.uuid(),
    /** The very secret that is tested; a newer one does not profit from this test. */
    setId: p.uuid(),
    trigger: p.enum(TEST_TRIGGERS),
    status: p.enum(TEST_STATES),
    outcome: p.enum(TEST_OUTCOMES).nullable(),
    /** A failure code of `test-report.ts`. */
    code: p.text().nullable(),
    /** The check that failed: "wallet balances". */
    step: p.text().nullable(),
    providerCode: p.text().nullable(),
    httpStatus: p.integer().nullable(),
    missing: p.text().array(),
    forbidden: p.text().array(),
    warnings: p.text().array(),
    /** The address the platform saw us come from. */
    observedAddress: p.text().nullable(),
    skewSeconds: p.integer().nullable(),
    retryAfterMs: p.integer().nullable(),
    attempt: p.integer(),
    /** The last attempt that asked the platform; 0 before the first. */
    begunAttempt: p.integer().default(0),
    leaseUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    { name: 'credential_test_credential_idx', properties: ['credentialId', 'createdAt'] },
    { name: 'credential_test_customer_idx', properties: ['customerId', 'createdAt'] },
    { name: 'credential_test_created_idx', properties: ['createdAt'] },
    {
      name: 'credential_test_ended_idx',
      expression: `create index "credential_test_ended_idx" on "credential_test" ("ended_at") where status = 'done'`,
    },
    {
      name: 'credential_test_observed_idx',
      expression:
        'create index "credential_test_observed_idx" on "credential_test" ("observed_address", "ended_at") where observed_address is not null',
    },
    {
      name: 'credential_test_open_idx',
      expression:
        'create index "credential_test_open_idx" on "credential_test" ("created_at") where status in (\'queued\', \'running\')',
    },
  ],
});

/** One connection test; every test is kept. */
export class CredentialTest extends CredentialTestSchema.class {}
CredentialTestSchema.setClass(CredentialTest);
