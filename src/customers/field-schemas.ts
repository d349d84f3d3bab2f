import { z } from 'zod';

import { tidyCompanyName } from './company-name.js';
import { isCountry } from './country.js';
import { websiteHostOf } from './domain-check/domain-name.js';
import { emailSchema } from './email-address.js';
import { AGENT_TYPES, INDUSTRIES } from './industries.js';
import { isCustomerTimezone } from './timezone.js';

/** Composed letters (NFC), so that a name is found however its letters were typed. */
const text = (max: number): z.ZodString =>
  z.string().normalize().trim().min(1, 'is required').max(max, `must not be longer than ${max} characters`);

/** Fields that signup and customer share: rules, labels and help in one place. */
export const fields = {
  email: emailSchema.meta({
    title: 'Email',
    description:
      'The customer signs in with it. A company address is best; free-mail is checked by the website.',
  }),
  companyName: text(200).overwrite(tidyCompanyName).meta({
    title: 'Company Name',
    description: 'Full legal name, as on the invoice.',
  }),
  industry: z
    .enum(INDUSTRIES, {
      error: ({ input }) => (input === '' ? 'Choose an industry' : `must be one of ${INDUSTRIES.join(', ')}`),
    })
    .meta({ title: 'Industry', description: 'Decides the customer success manager (Appendix C).' }),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isCountry, {
      error: ({ input }) =>
        input === '' ? 'Choose a country' : 'must be a country code of ISO 3166-1, such as IN or US',
    })
    .meta({
      title: 'Country',
      description: 'For compliance and billing; two letters, such as IN.',
      widget: 'country',
    }),
  timezone: z
    .string()
    .trim()
    .refine(isCustomerTimezone, {
      error: ({ input }) =>
        input === ''
          ? 'Choose a time zone'
          : 'must be an IANA time zone, such as Asia/Kolkata or America/Los_Angeles',
    })
    .meta({
      title: 'Timezone',
      description: 'For scheduling goals; an IANA name, such as Asia/Kolkata.',
      widget: 'timezone',
    }),
  contactName: text(120).meta({ title: 'Contact name', description: 'Whom we greet in mails and calls.' }),
  phone: text(40).meta({
    title: 'Phone',
    description: 'With country code, or as dialled inside the country above.',
  }),
  chat: text(120).meta({ title: 'Slack or WhatsApp', description: 'Where the contact answers messages.' }),
  website: text(200)
    .refine((value) => websiteHostOf(value) !== null, 'must be a website address such as https://example.com')
    .meta({ title: 'Website', description: "The company's own website; needed with a free-mail address." }),
  agentInterest: z
    .array(z.enum(AGENT_TYPES, { error: `must be one of ${AGENT_TYPES.join(', ')}` }))
    .min(1, 'Choose at least one agent')
    .overwrite((types) => [...new Set(types)])
    .meta({ title: 'Agents of interest', description: 'From the customer inquiry.' }),
  businessCase: text(4000).meta({
    title: 'Business case',
    description: 'What the customer wants an agent for: the marketing or trading use case.',
  }),
} as const;
