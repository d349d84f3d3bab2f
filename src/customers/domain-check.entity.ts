import { defineEntity, p } from '@mikro-orm/core';
import { DOMAIN_CHECK_STATES } from './domain-check.states.js';
import type { Finding } from './domain-check/findings.js';

/** What people decided about a check: ops accepted an open one, security cleared or upheld its flags. */
export const RESOLUTIONS = ['accepted', 'cleared', 'upheld'] as const;

const DomainCheckSchema = defineEntity({
  name: 'DomainCheck',
  tableName: 'domain_check',
  properties: {
    id: p.uuid().primary(),
    signupId: p.uuid().nullable(),
    customerId: p.uuid().nullable(),
    /** Domain of the address when the check was asked for. */
    domain: p.text(),
    status: p.enum(DOMAIN_CHECK_STATES),
    findings: p.json<Finding[]>(),
    /** The verdict's reasons in words, the gravest first; null while it is clear or not done. */
    reason: p.text().nullable(),
    attempt: p.integer(),
    leaseUntil: p.datetime().nullable(),
    resolution: p.enum(RESOLUTIONS).nullable(),
    resolutionReason: p.text().nullable(),
    resolvedAt: p.datetime().nullable(),
    /** Staff member or integration that decided. */
    resolvedBy: p.text().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    { name: 'domain_check_customer_idx', properties: ['customerId', 'createdAt'] },
    { name: 'domain_check_signup_idx', properties: ['signupId'] },
    {
      name: 'domain_check_open_idx',
      expression:
        'create index "domain_check_open_idx" on "domain_check" ("created_at") where status in (\'pending\', \'running\')',
    },
  ],
});

/** One look at a customer's e-mail domain (runbook Step 1); every check is kept. */
export class DomainCheck extends DomainCheckSchema.class {}
DomainCheckSchema.setClass(DomainCheck);
