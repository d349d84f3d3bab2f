import { z } from 'zod';

import { isCountry } from './country.js';
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
  .superRefine(checkPhone);

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
