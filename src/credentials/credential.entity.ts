import { defineEntity, p } from '@mikro-orm/core';

import { PLATFORMS } from '../agents/platform-names.js';
import { CREDENTIAL_STATES } from './credential.states.js';

const CredentialSchema = defineEntity({
  name: 'Credential',
  tableName: 'credential',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    platform: p.enum(PLATFORMS),
    status: p.enum(CREDENTIAL_STATES),
    /** Which installation of the platform the key belongs to: `production`, `demo`, `sandbox`. */
    environment: p.text(),
    /** The account behind the key, as the platform names it. */
    accountId: p.text().nullable(),
    accountName: p.text().nullable(),
    /** The person at the platform on whose permission it rests, where the platform tells; several may rest on one. */
    holderId: p.text().nullable(),
    /** Permissions that the newest passing test proved. */
    scopes: p.text().array(),
    /** Limits given beside the key; nothing secret. */
    settings: p.json<Record<string, unknown>>(),
    /** When the present key was given. */
    setAt: p.datetime().nullable(),
    /** Null for what has an end, or is renewed by us. */
    rotateBy: p.datetime().nullable(),
    /** By the business clock; null where there is no end, or we put it off ourselves. */
    expiresAt: p.datetime().nullable(),
    /** When the customer is told next, or it is over. */
    deadlineAt: p.datetime().nullable(),
    /** Its turn in the nightly re-tests. */
    retestDueAt: p.datetime().nullable(),
    lastValidatedAt: p.datetime().nullable(),
    lastFailureCode: p.text().nullable(),
    disconnectedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    {
      name: 'credential_one_live_key',
      expression:
        'create unique index "credential_one_live_key" on "credential" ("customer_id", "platform") where status <> \'disconnected\'',
    },
    { name: 'credential_customer_idx', properties: ['customerId', 'createdAt'] },
    {
      name: 'credential_holder_idx',
      expression:
        'create index "credential_holder_idx" on "credential" ("holder_id", "platform") where holder_id is not null',
    },
    { name: 'credential_status_idx', properties: ['status', 'lastValidatedAt'] },
    {
      name: 'credential_retest_idx',
      expression:
        'create index "credential_retest_idx" on "credential" ("retest_due_at") where retest_due_at is not null',
    },
    {
      name: 'credential_deadline_idx',
      expression:
        'create index "credential_deadline_idx" on "credential" ("deadline_at") where deadline_at is not null',
    },
  ],
});

/** A customer's connection to a platform; its secrets are in the vault. */
export class Credential extends CredentialSchema.class {}
CredentialSchema.setClass(Credential);
