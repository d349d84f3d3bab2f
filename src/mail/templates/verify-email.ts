import { z } from 'zod';
import { emailAddress, oneTimeLink, recipientName, text, validity, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** Runbook, Pre-Onboarding Checklist: "Email verification completed". */
export const verifyEmail = mailTemplate({
  title: 'Confirm the e-mail address',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    companyName: text(),
    email: emailAddress(),
    verifyUrl: oneTimeLink(),
    valid: validity(),
    zone: zone(),
  }),
  resend: 'allowed',
  subject: () => 'Confirm your e-mail address for WAOOAW',
  preview: ({ valid }) => `One click, within ${valid.hours} hours, and your onboarding starts.`,
});
