import { z } from 'zod';
import { csm, recipientName, text } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** Another customer success manager looks after the customer (runbook Appendix C). */
export const newManager = mailTemplate({
  title: 'New customer success manager',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({ recipientName: recipientName(), companyName: text(), csm: csm() }),
  resend: 'allowed',
  subject: ({ csm: { name } }) => `${name} looks after you from now on`,
  preview: ({ companyName }) => `Your new contact at WAOOAW for ${companyName}.`,
  replyTo: ({ csm: { email } }) => email,
});
