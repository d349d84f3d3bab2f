import { z } from 'zod';
import { callCalendar, callMinutes, callTimes } from './call-times.js';
import {
  call,
  csm,
  emailAddress,
  oneTimeLink,
  recipientName,
  temporaryPassword,
  text,
  validity,
} from './fields.js';
import { mailTemplate } from './mail-template.js';

/** Runbook Step 3, `customer_welcome_email.html`; the benefits are those of Step 5. */
export const customerWelcomeEmail = mailTemplate({
  title: 'Welcome',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    companyName: text(),
    /** `Marketing Agent` or `Trading Agent`. */
    agentTitle: text(),
    trial: z.strictObject({ days: z.int().positive(), tasksPerDay: z.int().positive() }),
    loginEmail: emailAddress(),
    temporaryPassword: temporaryPassword(),
    passwordValid: validity(),
    call: call(),
    /** The page of the call: the calendar file, and whom to tell when the time does not suit. */
    inviteUrl: oneTimeLink(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ companyName }) => `Welcome to WAOOAW, ${companyName}`,
  preview: ({ csm: { name } }) => `Your login, your onboarding call, and ${name}, who helps you with both.`,
  view: ({ call: meeting }) => ({ callTimes: callTimes(meeting), callMinutes: callMinutes(meeting) }),
  calendar: ({ call: meeting }) => callCalendar(meeting, 'REQUEST'),
  replyTo: ({ csm: { email } }) => email,
});
