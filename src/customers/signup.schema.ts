import { z } from 'zod';

import { isCountry } from './country.js';
import { mailDomainOf } from './domain-check/domain-name.js';
import { isFreeMail } from './domain-check/free-mail.js';
import { fields } from './field-schemas.js';
import { normalisePhone } from './phone.js';

/** A phone is judged by the country beside it, so the rule belongs to the whole form. */
export function checkPhone(
  input: { phone?: string | undefined; country: string },
  context: z.core.$RefinementCtx<unknown>,
): void {
  if (input.phone === undefined || !isCountry(input.country)) return;
  if (normalisePhone(input.phone, input.country) === null) {
    context.addIssue({
      code: 'custom',
      path: ['phone'],
      message: 'must be a phone number that exists; write it with the country code, such as +91 98765 43210',
      input: input.phone,
    });
  }
}

/** With a free-mail address the company website's domain is the one that is checked, so there must be one (Step 1). */
function checkWebsite(
  { email, website }: { email: string; website?: string | undefined },
  context: z.core.$RefinementCtx<unknown>,
): void {
  const domain = mailDomainOf(email);
  if (website !== undefined || domain === null || !isFreeMail(domain)) return;
  context.addIssue({
    code: 'custom',
    path: ['website'],
    message: `is needed with an address at ${domain}: give the company's own website, or use an address of the company`,
    input: website,
  });
}

/** Pre-onboarding checklist: signup form, inquiry form, business case, contact information. */
export const signupInput = z
  .strictObject({
    email: fields.email,
    companyName: fields.companyName,
    industry: fields.industry,
    country: fields.country,
    timezone: fields.timezone,
    contactName: fields.contactName,
    phone: fields.phone,
    chat: fields.chat.optional(),
    website: fields.website.optional(),
    agentInterest: fields.agentInterest,
    businessCase: fields.businessCase,
  })
  .superRefine(checkPhone)
  .superRefine(checkWebsite);

/** An edit names only what changes. The e-mail address is none of it: it was or will be verified. */
export const signupChanges = z.strictObject({
  companyName: fields.companyName.optional(),
  industry: fields.industry.optional(),
  country: fields.country.optional(),
  timezone: fields.timezone.optional(),
  contactName: fields.contactName.optional(),
  phone: fields.phone.optional(),
  chat: fields.chat.nullable().optional(),
  website: fields.website.nullable().optional(),
  agentInterest: fields.agentInterest.optional(),
  businessCase: fields.businessCase.optional(),
});

export type SignupChanges = z.infer<typeof signupChanges>;

export type SignupInput = z.infer<typeof signupInput>;
