import { z } from 'zod';
import { emailAddress, recipientName, temporaryPassword, validity, webUrl, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** PP > Customers > [Customer] > Reset Password (Issue 5); also for staff who forgot theirs. */
export const passwordReset = mailTemplate({
  title: 'Password reset',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    loginEmail: emailAddress(),
    loginUrl: webUrl(),
    temporaryPassword: temporaryPassword(),
    valid: validity(),
    zone: zone(),
  }),
  resend: { instead: 'Press Reset Password again: that makes a new temporary password and voids this one.' },
  subject: () => 'Your temporary WAOOAW password',
  preview: ({ valid }) => `It works for ${valid.hours} hours and must be changed at login.`,
});
