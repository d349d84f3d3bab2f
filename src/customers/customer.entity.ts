import { defineEntity, p } from '@mikro-orm/core';
import { CUSTOMER_STATES } from './customer.states.js';
import { AGENT_TYPES, INDUSTRIES } from './industries.js';

const CustomerSchema = defineEntity({
  name: 'Customer',
  tableName: 'customer',
  properties: {
    id: p.uuid().primary(),
    /** The number people read out as C-1042. */
    number: p.integer().unique('customer_number_key'),
    email: p.text(),
    emailKey: p.text().unique('customer_email_key'),
    companyName: p.text(),
    /** The full legal name folded; unique in a country. */
    companyKey: p.text(),
    /** The name without its legal form, for the warning about near duplicates. */
    companyBare: p.text(),
    industry: p.enum(INDUSTRIES),
    country: p.text(),
    timezone: p.text(),
    website: p.text().nullable(),
    agentInterest: p.enum(AGENT_TYPES).array(),
    businessCase: p.text().nullable(),
    status: p.enum(CUSTOMER_STATES),
    /** Why it was suspended or closed. */
    statusReason: p.text().nullable(),
    csmId: p.uuid(),
    crmId: p.text().nullable().unique('customer_crm_id_key'),
    emailVerifiedAt: p.datetime().nullable(),
    signedUpAt: p.datetime(),
    activatedAt: p.datetime().nullable(),
    runbookVersion: p.text(),
    /** What looked like the same company when this one was made, in words. */
    duplicateWarning: p.text().nullable(),
    duplicateReason: p.text().nullable(),
    /** The customer that this one turned out to be a duplicate of. */
    mergedIntoId: p.uuid().nullable(),
    /** Closed, and nothing personal of it is left. */
    erasedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ name: 'customer_company_key', properties: ['companyKey', 'country'] }],
  indexes: [
    { name: 'customer_status_idx', properties: ['status', 'createdAt'] },
    { name: 'customer_csm_idx', properties: ['csmId', 'status'] },
    { name: 'customer_created_at_idx', properties: ['createdAt', 'id'] },
    {
      name: 'customer_search_idx',
      expression:
        'create index "customer_search_idx" on "customer" using gin ("company_name" gin_trgm_ops, "email" gin_trgm_ops)',
    },
    {
      name: 'customer_company_bare_idx',
      expression:
        'create index "customer_company_bare_idx" on "customer" using gin ("company_bare" gin_trgm_ops)',
    },
    {
      name: 'customer_website_host_idx',
      expression:
        'create index "customer_website_host_idx" on "customer" (substring(regexp_replace(lower("website"), \'^([a-z]+://){0,1}(www[.]){0,1}\', \'\') from \'^[^/:#]+\'))',
    },
  ],
});

/** A customer's account (runbook Step 2). */
export class Customer extends CustomerSchema.class {}
CustomerSchema.setClass(Customer);
