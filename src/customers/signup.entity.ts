import { defineEntity, p } from '@mikro-orm/core';
import { AGENT_TYPES, INDUSTRIES } from './industries.js';
import { SIGNUP_STATES } from './signup.states.js';

const SignupSchema = defineEntity({
  name: 'Signup',
  tableName: 'signup',
  properties: {
    id: p.uuid().primary(),
    email: p.text(),
    /** The address folded: one account. */
    emailKey: p.text(),
    companyName: p.text(),
    website: p.text().nullable(),
    industry: p.enum(INDUSTRIES),
    agentInterest: p.enum(AGENT_TYPES).array(),
    businessCase: p.text(),
    country: p.text(),
    timezone: p.text(),
    /** E.164. */
    phone: p.text(),
    chat: p.text().nullable(),
    contactName: p.text(),
    status: p.enum(SIGNUP_STATES),
    /** Why it was rejected, or which customer it duplicates. */
    statusReason: p.text().nullable(),
    verifiedAt: p.datetime().nullable(),
    customerId: p.uuid().nullable(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'signup_status_idx', properties: ['status', 'createdAt'] },
    {
      name: 'signup_open_email_key',
      expression:
        'create unique index "signup_open_email_key" on "signup" ("email_key") where status in (\'received\', \'verified\')',
    },
  ],
});

/** A company that filled in the signup form (pre-onboarding checklist). */
export class Signup extends SignupSchema.class {}
SignupSchema.setClass(Signup);
