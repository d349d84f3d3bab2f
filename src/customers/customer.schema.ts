import { z } from 'zod';

import { fields } from './field-schemas.js';
import { checkPhone } from './signup.schema.js';

const duplicateReason = z
  .string()
  .trim()
  .min(10, 'must explain in at least 10 characters why this is another company')
  .max(500, 'must not be longer than 500 characters')
  .meta({
    title: 'Why this is another company',
    description: 'Needed only when a customer with nearly the same name exists. Kept with the account.',
  });

/** Runbook Step 2, PP > Customers > Create New, for a customer who did not come through the signup form. */
export const customerInput = z
  .strictObject({
    email: fields.email,
    companyName: fields.companyName,
    industry: fields.industry,
    country: fields.country,
    timezone: fields.timezone,
    contactName: fields.contactName,
    phone: fields.phone.optional(),
    chat: fields.chat.optional(),
    website: fields.website.optional(),
    agentInterest: fields.agentInterest.optional(),
    businessCase: fields.businessCase.optional(),
    duplicateReason: duplicateReason.optional(),
  })
  .superRefine(checkPhone);

export type CustomerInput = z.infer<typeof customerInput>;

/** An edit names only what changes. The e-mail has its own command: a new address is checked anew. */
export const customerChanges = z.strictObject({
  companyName: fields.companyName.optional(),
  industry: fields.industry.optional(),
  country: fields.country.optional(),
  timezone: fields.timezone.optional(),
  contactName: fields.contactName.optional(),
  phone: fields.phone.nullable().optional(),
  chat: fields.chat.nullable().optional(),
  website: fields.website.nullable().optional(),
  agentInterest: fields.agentInterest.optional(),
  businessCase: fields.businessCase.optional(),
  duplicateReason: duplicateReason.optional(),
});

export type CustomerChanges = z.infer<typeof customerChanges>;

/** A further person at the customer. */
export const contactInput = z.strictObject({
  name: fields.contactName,
  role: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .refine((role) => role.toLowerCase() !== 'primary', 'the primary contact is the one on the account')
    .meta({ title: 'Role', description: 'What the person does there, such as Head of marketing.' }),
  email: fields.email
    .meta({
      title: 'Email',
      description:
        'Connect links and call invites can go there. It signs nobody in: that is the address on the account.',
    })
    .optional(),
  phone: fields.phone.optional(),
  chat: fields.chat.optional(),
});

export type ContactInput = z.infer<typeof contactInput>;

/** An edit names only what changes; `null` empties. */
export const contactChanges = z.strictObject({
  name: contactInput.shape.name.optional(),
  role: contactInput.shape.role.optional(),
  email: fields.email.nullable().optional(),
  phone: fields.phone.nullable().optional(),
  chat: fields.chat.nullable().optional(),
});

export type ContactChanges = z.infer<typeof contactChanges>;

/** Why somebody decided so; kept with the decision. */
export const reason = z
  .string()
  .trim()
  .min(3, 'must say why')
  .max(500, 'must not be longer than 500 characters')
  .meta({ title: 'Reason', description: 'Kept with the decision.' });
