import { z } from 'zod';
import { emailAddress, recipientName, temporaryPassword, text, validity, webUrl, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** A new panel account. */
export const staffWelcome = mailTemplate({
  title: 'Welcome to the panel',
  audience: 'staff',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    role: text(),
    loginEmail: emailAddress(),
    loginUrl: webUrl(),
    temporaryPassword: temporaryPassword(),
    valid: validity(),
    zone: zone(),
  }),
  resend: 'allowed',
  subject: () => 'Your access to the WAOOAW Platform Portal',
  preview: ({ role }) => `You were added with the role ${role}. Set your own password at first login.`,
});
